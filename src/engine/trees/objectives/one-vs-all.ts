import { lightgbmLogistic } from './logistic.ts';
import type { Objective, Target } from './objective.ts';

/** LightGBM's `multiclassova`: one yes-or-no question a class. */
export function oneVsAll(name: string, metric: string, { y, weight }: Target, K: number, classes: { readonly isUnbalance: boolean; readonly scalePosWeight: number }): Objective {
  const parts = Array.from({ length: K }, (_, k) => lightgbmLogistic(name, metric, { y: y.map((v) => (v === k ? 1 : 0)), weight }, classes));
  return {
    name, metric, outputs: K, link: 'logistic', renew: null, kernel: null,
    base: Float64Array.from(parts, (part) => part.base[0]!),
    idle: parts.map((part) => part.idle !== null),
    gradients: (scores, pairs, round) => parts.forEach((part, k) => part.gradients([scores[k]!], [pairs[k]!], round)),
  };
}
