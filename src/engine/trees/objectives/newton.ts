import type { Gradients } from './objective.ts';

/** XGBoost's start where no mean is at hand: one Newton step from a score of zero, all rows in one leaf. */
export function newtonStart(rows: number, gradients: Gradients): number {
  const [gradient, hessian] = [new Float32Array(rows), new Float32Array(rows)];
  gradients([new Float64Array(rows)], [{ gradient, hessian }], 0);
  const sum = (values: Float32Array): number => values.reduce((a, b) => a + b, 0);
  return -sum(gradient) / Math.max(sum(hessian), 1e-6);
}
