import type { Matrix } from '../../frame/matrix.ts';
import type { ShapValues } from './kernel-shap.ts';

/** A linear model in the space of its outputs. */
export interface Linear {
  /** outputs × features. */
  readonly coef: Matrix;
  readonly intercept: Float64Array;
}

/**
 * Exact Shapley values of a linear model over a background (shap's LinearExplainer, interventional):
 * coefficient × (feature − background mean), added up over the features that came from one column.
 * `columnOf[f]` is the column that feature f came from.
 */
export function linearShap(model: Linear, background: Matrix, rows: Matrix, columnOf: readonly number[], columns: number): ShapValues {
  const F = rows.columns.length;
  const K = model.intercept.length;
  const N = rows.rows;
  const mean = new Float64Array(F);
  for (let b = 0; b < background.rows; b++) for (let f = 0; f < F; f++) mean[f]! += background.values[b * F + f]! / background.rows;
  const base = Float64Array.from(model.intercept);
  const values = new Float64Array(K * N * columns);
  const predicted = new Float64Array(K * N);
  for (let k = 0; k < K; k++) {
    for (let f = 0; f < F; f++) base[k]! += model.coef.values[k * F + f]! * mean[f]!;
    for (let i = 0; i < N; i++) {
      let sum = base[k]!;
      for (let f = 0; f < F; f++) {
        const add = model.coef.values[k * F + f]! * (rows.values[i * F + f]! - mean[f]!);
        values[(k * N + i) * columns + columnOf[f]!]! += add;
        sum += add;
      }
      predicted[k * N + i] = sum;
    }
  }
  return { values, base, predicted };
}
