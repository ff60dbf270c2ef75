import type { EvalMetric } from '../eval-metrics/eval-metric.ts';

/** When training ends for want of progress on the rows held out. */
export interface StopRule {
  /** Rounds without a better value; `null`: never. */
  readonly rounds: number | null;
  /** What counts as better at least. */
  readonly minDelta: number;
  /** Number of the metric that decides; `any` lets whichever stands still first decide, as LightGBM does. */
  readonly metric: number | 'any';
}

/** The best round of a metric so far, counted from 0; −1 while there is none. */
export type BestOf = { readonly round: number; readonly value: number };

export const noBest: BestOf = { round: -1, value: Number.NaN };

/** A value that is not a number is never better. */
export function betterOf(best: BestOf, { better }: EvalMetric, value: number, round: number, minDelta: number): BestOf {
  if (Number.isNaN(value)) return best;
  const ahead = better === 'lower' ? best.value - value : value - best.value;
  return best.round < 0 || ahead > minDelta ? { round, value } : best;
}

/** The number of the metric that ends the training after `round`, or −1. */
export function stoppedBy({ rounds, metric }: StopRule, bests: readonly BestOf[], round: number): number {
  if (rounds === null) return -1;
  const stale = (best: BestOf): boolean => round - Math.max(best.round, 0) >= rounds;
  if (metric === 'any') return bests.findIndex(stale);
  const best = bests[metric];
  return best !== undefined && stale(best) ? metric : -1;
}
