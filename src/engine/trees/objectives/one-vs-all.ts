import { lightgbmLogistic } from './logistic.ts';
import type { Objective, Target } from './objective.ts';

/** LightGBM's `multiclassova`: one yes-or-no question a class. */
export function oneVsAll(name: string, metric: string, { y, weight }: Target, K: number, classes: { readonly isUnbalance: boolean; readonly scalePosWeight: number }): Objective {
  const n = y.length;
  const parts = Array.from({ length: K }, (_, k) => lightgbmLogistic(name, metric, { y: y.map((v) => (v === k ? 1 : 0)), weight }, classes));
  const of = (values: Float64Array, k: number): Float64Array => values.subarray(k * n, (k + 1) * n);
  return {
    name, metric, outputs: K, link: 'logistic', renew: null,
    base: Float64Array.from(parts, (part) => part.base[0]!),
    idle: parts.map((part) => part.idle !== null),
    gradients: (score, gradient, hessian, round) => parts.forEach((part, k) => part.gradients(of(score, k), of(gradient, k), of(hessian, k), round)),
  };
}
