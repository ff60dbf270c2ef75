import type { Metric, Scored } from '../core/metric.ts';
import { averageOverQueries } from './average-over-queries.ts';
import { inOrder, ofQueries } from './queries.ts';

/** What a place counts: 1 for the first, 1 / log₂ 3 for the second, and so on. */
const discount = (place: number): number => 1 / Math.log2(place + 2);

function dcg(gains: Float64Array, k: number): number {
  let sum = 0;
  for (let i = 0; i < Math.min(k, gains.length); i++) sum += gains[i]! * discount(i);
  return sum;
}

const descending = (values: Float64Array): Float64Array => values.slice().sort().reverse();

/** LightGBM's and XGBoost's: gain 2^relevance − 1, equal scores in the order of the rows, 1 for a query where nothing is relevant. */
function exponentialNdcg(s: Scored, rows: Uint32Array, k: number): number {
  const gain = (ordered: Uint32Array): Float64Array => Float64Array.from(ordered, (row) => 2 ** s.yTrue[row]! - 1);
  const best = dcg(descending(gain(rows)), k);
  return best > 0 ? dcg(gain(inOrder(rows, s.yPred)), k) / best : 1;
}

/** scikit-learn's `ndcg_score`: the relevance itself is the gain, rows of equal scores share what their places count, 0 where nothing is relevant. */
function linearNdcg(s: Scored, rows: Uint32Array, k: number): number {
  const ordered = inOrder(rows, s.yPred);
  const gains = Float64Array.from(ordered, (row) => s.yTrue[row]!);
  for (let from = 0; from < gains.length;) {
    let to = from + 1;
    while (to < gains.length && s.yPred[ordered[to]!] === s.yPred[ordered[from]!]) to++;
    gains.fill(gains.subarray(from, to).reduce((a, b) => a + b, 0) / (to - from), from, to);
    from = to;
  }
  const best = dcg(descending(Float64Array.from(rows, (row) => s.yTrue[row]!)), k);
  return best > 0 ? dcg(gains, k) / best : 0;
}

/** NDCG over the first `k` rows of each query's order; `null`: over all. K. Järvelin and J. Kekäläinen, Cumulated gain-based evaluation of IR techniques (2002). */
export function ndcgAt(k: number | null, gain: 'exponential' | 'linear'): Metric {
  const of = gain === 'exponential' ? exponentialNdcg : linearNdcg;
  const stem = gain === 'exponential' ? 'ndcg' : 'ndcg-linear';
  const within = k === null ? 'the whole order' : k === 1 ? 'the first row' : `the first ${k} rows`;
  const perQuery = (s: Scored): Float64Array => ofQueries(s.groups ?? new Int32Array(s.yTrue.length), (rows) => of(s, rows, k ?? Infinity));
  return {
    type: k === null ? stem : `${stem}@${k}`,
    name: `NDCG${k === null ? '' : `@${k}`}${gain === 'linear' ? ' (linear)' : ''}`,
    python: gain === 'linear' ? 'sklearn.metrics.ndcg_score' : 'lightgbm.ndcg',
    help: gain === 'exponential'
      ? `How good ${within} of each query is, against the best order there is. A row counts 2 to the power of its relevance less 1, less the lower it stands; as LightGBM and XGBoost count.`
      : `How good ${within} of each query is, against the best order there is. A row counts its relevance, less the lower it stands; rows of equal scores share their places, as scikit-learn counts.`,
    tasks: ['ranking'],
    needs: 'labels',
    better: 'higher',
    best: 1,
    perQuery,
    score: averageOverQueries(perQuery),
  };
}
