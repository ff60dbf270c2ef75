import type { ScoreSummary } from '../../../study/results.ts';

export interface Axis {
  readonly low: number;
  readonly high: number;
}

const ends = (scores: readonly ScoreSummary[]): Axis => {
  const finite = scores.flatMap((s) => [s.low, s.high, s.mean]).filter(Number.isFinite);
  return finite.length === 0 ? { low: 0, high: 1 } : { low: Math.min(...finite), high: Math.max(...finite) };
};

/**
 * The axis that holds the interval of every model. Baselines are on it where they are near; one that is far off would
 * press the differences that matter into a few pixels, so it is left beyond the edge.
 */
export function intervalAxis(models: readonly ScoreSummary[], baselines: readonly ScoreSummary[]): Axis {
  if (models.length === 0) return ends(baselines);
  const own = ends(models);
  const both = ends([...models, ...baselines]);
  return both.high - both.low <= 2.5 * (own.high - own.low) ? both : own;
}
