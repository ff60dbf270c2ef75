import { StudioError } from '../../core/errors.ts';
import { bestDcg, byFalling, discounts, gainOf } from '../objectives/ranking/queries.ts';
import type { EvalMetric, EvalRows } from './eval-metric.ts';

/** The mean over queries, by the mean weight of their rows, of what `one` makes of the labels in the order of the predictions. */
function byQuery({ y, weight, predicted, queries }: EvalRows, one: (ranked: Float64Array) => number): number {
  if (queries === null) throw new StudioError('data', 'This metric needs a query column, and there is none. Choose another metric, or the column that says which query a row belongs to.', { param: 'evalMetric' });
  let sum = 0;
  let total = 0;
  for (let q = 0; q < queries.count; q++) {
    const rows = queries.rows.subarray(queries.starts[q], queries.starts[q + 1]);
    const order = byFalling(Float64Array.from(rows, (row) => predicted[row]!));
    const w = weight === null ? 1 : rows.reduce((a, row) => a + weight[row]!, 0) / rows.length;
    sum += w * one(Float64Array.from(order, (at) => y[rows[at]!]!));
    total += w;
  }
  return sum / total;
}

/** Queries without a relevant row count as perfect, as in both libraries. */
export const ndcg = (name: string, k: number, exponential: boolean): EvalMetric => ({
  name, better: 'higher', score: (rows) => byQuery(rows, (ranked) => {
    const best = bestDcg(ranked, k, exponential);
    if (best <= 0) return 1;
    const discount = discounts(Math.min(k, ranked.length));
    return discount.reduce((sum, d, i) => sum + d * gainOf(ranked[i]!, exponential), 0) / best;
  }),
});

export const meanAveragePrecision = (name: string, k: number): EvalMetric => ({
  name, better: 'higher', score: (rows) => byQuery(rows, (ranked) => {
    let hits = 0;
    let sum = 0;
    ranked.forEach((label, i) => {
      if (!(label > 0.5)) return;
      hits++;
      if (i < k) sum += hits / (i + 1);
    });
    return hits === 0 ? 1 : sum / Math.min(hits, k);
  }),
});

export const precisionAt = (name: string, k: number): EvalMetric => ({
  name, better: 'higher', score: (rows) => byQuery(rows, (ranked) => {
    const n = Math.min(k, ranked.length);
    return ranked.subarray(0, n).reduce((a, b) => a + b, 0) / n;
  }),
});
