import type { Metric, Scored } from '../core/metric.ts';
import { averageOverQueries } from './average-over-queries.ts';
import { inOrder, ofQueries } from './queries.ts';

/** A row is relevant above this, as LightGBM has it. */
export const RELEVANT = 0.5;

/** Mean of the precision at each relevant row among the first `k`; 1 for a query where nothing is relevant, as in LightGBM and XGBoost. */
function averagePrecision(s: Scored, rows: Uint32Array, k: number): number {
  let hits = 0;
  let sum = 0;
  let relevant = 0;
  inOrder(rows, s.yPred).forEach((row, place) => {
    if (s.yTrue[row]! <= RELEVANT) return;
    relevant++;
    if (place >= k) return;
    hits++;
    sum += hits / (place + 1);
  });
  return relevant === 0 ? 1 : sum / Math.min(relevant, k);
}

/** Mean average precision over the first `k` rows of each query's order; `null`: over all. */
export function mapAt(k: number | null): Metric {
  const perQuery = (s: Scored): Float64Array => ofQueries(s.groups ?? new Int32Array(s.yTrue.length), (rows) => averagePrecision(s, rows, k ?? Infinity));
  return {
    type: k === null ? 'map' : `map@${k}`,
    name: k === null ? 'MAP' : `MAP@${k}`,
    python: 'lightgbm.map',
    help: `Mean average precision: at each relevant row${k === null ? '' : k === 1 ? ' in first place' : ` among the first ${k}`}, the share of the rows down to it that are relevant. Relevant is whatever is above 0.5.`,
    tasks: ['ranking'],
    needs: 'labels',
    better: 'higher',
    best: 1,
    perQuery,
    score: averageOverQueries(perQuery),
  };
}
