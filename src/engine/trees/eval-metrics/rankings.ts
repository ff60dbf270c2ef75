import { StudioError } from '../../core/errors.ts';
import { bestDcg, discounts, gainOf } from '../objectives/ranking/queries.ts';
import type { EvalMetric, EvalRows } from './eval-metric.ts';

/** The mean over queries, by the mean weight of their rows, of what `one` makes of the labels in the order of the predictions. */
function byQuery({ weight, ranked, queries }: EvalRows, one: (ranked: Float64Array, query: number) => number): number {
  if (queries === null) throw new StudioError('data', 'This metric needs a query column, and there is none. Choose another metric, or the column that says which query a row belongs to.', { param: 'evalMetric' });
  let sum = 0;
  let total = 0;
  ranked().forEach((labels, q) => {
    const rows = queries.rows.subarray(queries.starts[q], queries.starts[q + 1]);
    const w = weight === null ? 1 : rows.reduce((a, row) => a + weight[row]!, 0) / rows.length;
    sum += w * one(labels, q);
    total += w;
  });
  return sum / total;
}

/** Queries without a relevant row count as perfect, as in both libraries. */
export function ndcg(name: string, k: number, exponential: boolean): EvalMetric {
  // The best there is does not change from round to round.
  const known = new WeakMap<Float64Array, Float64Array>();
  const bestOf = (y: Float64Array, ranked: readonly Float64Array[]): Float64Array => {
    const best = known.get(y) ?? Float64Array.from(ranked, (labels) => bestDcg(labels, k, exponential));
    known.set(y, best);
    return best;
  };
  return {
    name, better: 'higher', score: (rows) => {
      const best = rows.queries === null ? new Float64Array(0) : bestOf(rows.y, rows.ranked());
      const discount = discounts(Math.min(k, rows.queries?.longest ?? 0));
      return byQuery(rows, (ranked, q) => {
        if (best[q]! <= 0) return 1;
        let sum = 0;
        for (let i = 0; i < Math.min(k, ranked.length); i++) sum += discount[i]! * gainOf(ranked[i]!, exponential);
        return sum / best[q]!;
      });
    },
  };
}

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
