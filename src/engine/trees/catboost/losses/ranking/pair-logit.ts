import { StudioError } from '../../../../core/errors.ts';
import { mix, mulberry32, permutation } from '../../../../core/random.ts';
import type { Loss, Target } from '../loss.ts';
import { PairList } from './pair-list.ts';
import { type QueryFunction, queryLoss, queryRows, queryWeight } from './query-loss.ts';

/** Logarithmic losses of pairs: −log of the chance that the winner stands above the loser. `scores`: e to the sums of trees. */
export const pairwise = (pairs: PairList): QueryFunction => (query, rows, scores, der, der2) => {
  const { winner, loser, weight, starts } = pairs;
  let loss = 0;
  for (const row of rows) der[row] = der2[row] = 0;
  for (let i = starts[query]!; i < starts[query + 1]!; i++) {
    const [a, b, w] = [winner[i]!, loser[i]!, weight[i]!];
    const both = scores[a]! + scores[b]!;
    const p = scores[b]! / both;
    der[a]! += w * p;
    der[b]! -= w * p;
    der2[a]! += w * p * (p - 1);
    der2[b]! += w * p * (p - 1);
    loss -= w * Math.log(scores[a]! / both);
  }
  return loss;
};

/** Pairs of different targets in every query, or `most` of them drawn at random. */
function pairsOf(target: Target, queries: readonly Uint32Array[], most: number | null): PairList {
  const { y } = target;
  const list = new PairList(queries.length);
  queries.forEach((rows, q) => {
    const weight = queryWeight(target, rows);
    const found: number[] = [];
    for (let a = 0; a < rows.length; a++) {
      for (let b = a + 1; b < rows.length; b++) {
        const [first, second] = [rows[a]!, rows[b]!];
        if (y[first]! !== y[second]!) found.push(...(y[first]! > y[second]! ? [first, second] : [second, first]));
      }
    }
    const count = found.length / 2;
    const kept = most === null || count <= most ? null : permutation(count, mulberry32(mix(q, count))).subarray(0, most).sort();
    for (let k = 0; k < (kept?.length ?? count); k++) {
      const pair = kept === null ? k : kept[k]!;
      list.add(found[2 * pair]!, found[2 * pair + 1]!, weight);
    }
    list.endQuery();
  });
  return list;
}

/** CatBoost's PairLogit on pairs made of the targets. `maxPairs` of a query at most; `null`: all. */
export function pairLogit(target: Target, maxPairs: number | null): Loss {
  const queries = target.y.length === 0 ? [] : queryRows(target);
  const pairs = pairsOf(target, queries, maxPairs);
  if (target.y.length > 0 && pairs.count === 0) throw new StudioError('data', 'No query has rows with different targets, so there are no pairs to learn from. Choose another target, or the column that says which rows belong together.');
  const weight = new Float64Array(target.y.length);
  pairs.rowWeights(weight);
  let mass = 0;
  for (let i = 0; i < pairs.count; i++) mass += pairs.weight[i]!;
  return queryLoss(target, pairwise(pairs), { exp: true, mass, pairs: { weight, draw: null } });
}
