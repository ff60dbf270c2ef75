import { exp } from '../../../kernels/twins/exp.ts';
import { checkLabels } from '../labels.ts';
import type { Objective, Target } from '../objective.ts';
import { byQuery, push } from './by-query.ts';
import { eachPair, type PairRule } from './pairs.ts';
import { bestDcg, byFalling, discounts, gainOf, type Queries } from './queries.ts';

export interface LambdaOptions {
  readonly pairs: PairRule;
  readonly expGain: boolean;
  /** Gradients of a query are divided by their sum, softened by a logarithm. */
  readonly normalization: boolean;
  /** A pair counts less the further its scores are apart. */
  readonly scoreNormalization: boolean;
}

/** By how much the measure would change if the rows at two places changed them; `high` holds the higher label. */
type Delta = (high: number, low: number) => number;
type Measure = (ranked: Float64Array, labels: Float64Array) => Delta;

const pairwise: Measure = () => () => 1;

function ndcg({ pairs, expGain }: LambdaOptions, longest: number): Measure {
  const discount = discounts(longest);
  return (ranked, labels) => {
    const best = bestDcg(labels, pairs.method === 'topk' ? pairs.count : Infinity, expGain);
    const scale = best === 0 ? 0 : 1 / best;
    return (high, low) => (gainOf(ranked[high]!, expGain) - gainOf(ranked[low]!, expGain)) * (discount[high]! - discount[low]!) * scale;
  };
}

const meanAveragePrecision: Measure = (ranked) => {
  const relevant = new Float64Array(ranked.length);
  const precision = new Float64Array(ranked.length);
  ranked.forEach((label, k) => {
    relevant[k] = (relevant[k - 1] ?? 0) + label;
    precision[k] = (precision[k - 1] ?? 0) + label / (k + 1);
  });
  const total = relevant.at(-1) ?? 0;
  return (one, other) => {
    const high = Math.min(one, other);
    const low = Math.max(one, other);
    const between = precision[low - 1]! - precision[high]!;
    const end = relevant[low]! / (low + 1);
    if (ranked[high]! < ranked[low]!) return (end - (relevant[high]! + 1) / (high + 1) - between) / total;
    return (relevant[high]! / (high + 1) - end + between) / total;
  };
};

/**
 * XGBoost's LambdaMART: `rank:ndcg`, `rank:map`, `rank:pairwise`. Weights are those of queries (the mean of their rows). For
 * `rank:map`, which the library refuses to do with grades, every row graded above zero is relevant.
 */
export function xgboostLambda(name: 'rank:ndcg' | 'rank:map' | 'rank:pairwise', metric: string, { y: grades, weight }: Target, queries: Queries, options: LambdaOptions): Objective {
  const y = name === 'rank:map' ? grades.map((v) => (v > 0 ? 1 : 0)) : grades;
  if (name === 'rank:ndcg') checkLabels(y, name, (v) => v >= 0 && (!options.expGain || (Number.isInteger(v) && v <= 31)), options.expGain ? 'whole numbers from 0 to 31' : 'not negative');
  const measure = name === 'rank:ndcg' ? ndcg(options, queries.longest) : name === 'rank:map' ? meanAveragePrecision : pairwise;
  const own = Float64Array.from({ length: queries.count }, (_, q) => {
    if (weight === null) return 1;
    const rows = queries.rows.subarray(queries.starts[q], queries.starts[q + 1]);
    return rows.reduce((sum, row) => sum + weight[row]!, 0) / rows.length;
  });
  const all = own.reduce((a, b) => a + b, 0);

  return byQuery(name, metric, queries, (rows, score, pair, q, round) => {
    const scores = Float64Array.from(rows, (row) => score[row]!);
    const labels = Float64Array.from(rows, (row) => y[row]!);
    const order = byFalling(scores);
    const ranked = Float64Array.from(order, (at) => labels[at]!);
    const delta = measure(ranked, labels);
    const spread = scores[order[0]!] !== scores[order[order.length - 1]!];
    let sum = 0;
    eachPair(options.pairs, ranked, q, queries.count, round, (a, b) => {
      if (ranked[a] === ranked[b]) return;
      const high = ranked[a]! > ranked[b]! ? a : b;
      const low = high === a ? b : a;
      const gap = scores[order[high]!]! - scores[order[low]!]!;
      const p = 1 / (1 + exp(-gap));
      let change = Math.abs(delta(high, low));
      if (options.scoreNormalization && spread) change /= Math.abs(gap) + 0.01;
      const g = (p - 1) * change;
      const h = Math.max(p * (1 - p), 1e-16) * change * 2;
      push(pair, rows[order[high]!]!, rows[order[low]!]!, g, h);
      sum -= 2 * g;
    });
    let scale = (own[q]! * queries.count) / all;
    if (options.normalization) {
      if (options.pairs.method === 'mean') scale /= options.pairs.count;
      else if (sum > 0) scale *= Math.log2(1 + sum) / sum;
    }
    for (const row of rows) {
      pair.gradient[row]! *= scale;
      pair.hessian[row]! *= scale;
    }
  });
}
