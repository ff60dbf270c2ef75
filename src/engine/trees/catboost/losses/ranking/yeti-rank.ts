import { StudioError } from '../../../../core/errors.ts';
import { normal } from '../../../../core/random.ts';
import { bestDcg, byFalling } from '../../../objectives/ranking/queries.ts';
import type { Loss, Target } from '../loss.ts';
import { PairList } from './pair-list.ts';
import { pairwise } from './pair-logit.ts';
import { queryLoss, queryRows, queryWeight } from './query-loss.ts';
import { type YetiOptions, weighing } from './yeti-modes.ts';

/** A table of all pairs of the longest query is kept. */
const LONGEST = 8192;

/** Multiplies scores (e to the sums of trees) by noise. */
function noisy(scores: Float64Array, { noise, noisePower }: YetiOptions, random: () => number): Float64Array {
  if (noise === 'No') return scores;
  if (noise === 'Gauss') {
    const bell = normal(random);
    return scores.map((s) => s * Math.exp(noisePower * bell()));
  }
  return scores.map((s) => {
    const u = random();
    return (s * u) / (1.000001 - u);
  });
}

/** 1 − NDCG of a query: 0 where it is in the best order. */
function disorder(relevance: Float64Array, scores: Float64Array): number {
  const best = bestDcg(relevance, relevance.length, false);
  if (best <= 0) return 0;
  return 1 - byFalling(scores).reduce((sum, at, position) => sum + relevance[at]! / Math.log2(position + 2), 0) / best;
}

/**
 * CatBoost's YetiRank (Gulin, Kuralenok & Pavlov 2011): PairLogit on pairs of neighbours in orders that noise makes of the scores,
 * drawn anew for every tree and weighed by what the measure of `mode` would gain. What is watched is 1 − NDCG.
 */
export function yetiRank(target: Target, options: YetiOptions): Loss {
  const { y } = target;
  const queries = y.length === 0 ? [] : queryRows(target);
  const longest = queries.reduce((most, rows) => Math.max(most, rows.length), 0);
  if (longest > LONGEST) throw new StudioError('limit', `A query has ${longest.toLocaleString('en')} rows; YetiRank takes ${LONGEST.toLocaleString('en')} at most. Choose QueryRMSE or QuerySoftMax, or a query column with shorter queries.`, { param: 'lossFunction' });
  const weigh = weighing(options);
  const weights = queries.map((rows) => queryWeight(target, rows));
  const relevances = queries.map((rows) => Float64Array.from(rows, (row) => y[row]!));
  const pairs = new PairList(queries.length);
  const rowWeight = new Float64Array(y.length);
  const table = new Float32Array(longest * longest);

  const drawQuery = (rows: Uint32Array, q: number, scores: Float64Array, random: () => number): void => {
    const [n, relevance] = [rows.length, relevances[q]!];
    const touched: number[] = [];
    const own = Float64Array.from(rows, (row) => scores[row]!);
    for (let p = 0; p < options.permutations; p++) {
      weigh(byFalling(noisy(own, options, random)), relevance, (a, b, weight) => {
        const single = Math.fround(weight);
        if (relevance[a] === relevance[b] || single === 0) return;
        const cell = relevance[a]! > relevance[b]! ? a * n + b : b * n + a;
        if (table[cell] === 0) touched.push(cell);
        table[cell]! += single;
      });
    }
    for (const cell of touched) {
      const weight = Math.fround(Math.fround(weights[q]! * table[cell]!) / options.permutations);
      table[cell] = 0;
      if (weight !== 0) pairs.add(rows[Math.floor(cell / n)]!, rows[cell % n]!, weight);
    }
  };

  return queryLoss(target, pairwise(pairs), {
    exp: true,
    mass: weights.reduce((a, b) => a + b, 0),
    pairs: {
      weight: rowWeight,
      draw(state, count, random) {
        pairs.clear();
        queries.forEach((rows, q) => {
          if (rows.at(-1)! < count) drawQuery(rows, q, state[0]!, random);
          pairs.endQuery();
        });
        pairs.rowWeights(rowWeight);
      },
    },
    total: ([state], count) => queries.reduce((sum, rows, q) => sum + (rows.at(-1)! < count ? weights[q]! * disorder(relevances[q]!, Float64Array.from(rows, (row) => state![row]!)) : 0), 0),
  });
}
