import type { GrowRules } from './rules.ts';

/** Keeps a split that is forbidden by the penalty alone above one that gains nothing. */
const LEAST = 1e-15;

/** The share of its gain above `minGain` that a split at this depth keeps, whose feature is monotone, as LightGBM has it. */
function kept(depth: number, penalty: number): number {
  if (penalty >= depth + 1) return LEAST;
  return (penalty <= 1 ? 1 - penalty / 2 ** depth : 1 - 2 ** (penalty - 1 - depth)) + LEAST;
}

/** What a split's gain counts beside those of other features. */
export const penalised = ({ monotone, monotonePenalty, minGain }: GrowRules, gain: number, feature: number, depth: number): number =>
  monotonePenalty === 0 || (monotone?.[feature] ?? 0) === 0 ? gain : (gain - minGain) * kept(depth, monotonePenalty) + minGain;
