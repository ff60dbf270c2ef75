import type { Matrix } from '../../frame/matrix.ts';
import type { Meta } from '../core/algorithm.ts';
import { type Dataset, takeDataset } from '../core/dataset.ts';
import { checkFitInput } from '../core/validate.ts';
import type { NetData } from './train/job.ts';

/** Rows `start` … `end − 1` in float32, times `scale`. */
export function floatRows(X: Matrix, start: number, end: number, scale: number): Float32Array {
  const p = X.columns.length;
  const values = X.values.subarray(start * p, end * p);
  return scale === 1 ? Float32Array.from(values) : Float32Array.from(values, (v) => v * scale);
}

/** The rows as they are learned from: checked, and without those of weight zero, so that batches hold only rows that count. */
export function learnable(data: Dataset, meta: Meta): Dataset {
  checkFitInput(data, meta);
  const weight = data.sampleWeight;
  if (weight === null || !weight.includes(0)) return data;
  return takeDataset(data, Array.from(weight.keys()).filter((row) => weight[row] !== 0));
}

export interface Scaling {
  readonly inputScale: number;
  readonly outputMean: number;
  readonly outputSd: number;
}

/** Each class weighs the same in all, as scikit-learn's `balanced`: n / (classes × rows of the class). */
function balanced(y: Float64Array, classes: number): Float64Array {
  const counts = new Float64Array(classes);
  for (const c of y) counts[c]!++;
  return counts.map((n) => (n === 0 ? 0 : y.length / (classes * n)));
}

/** What a classifier or regressor learns from. Targets: one-hot for three classes and more, 0 / 1 for two, standardised values. */
export function supervised(data: Dataset, scaling: Scaling, classWeight: 'none' | 'balanced'): NetData {
  const { X, task } = data;
  const y = data.y ?? new Float64Array(X.rows);
  const k = data.classes?.length ?? 0;
  let target: Float32Array;
  if (task === 'multiclass') {
    target = new Float32Array(X.rows * k);
    for (let i = 0; i < X.rows; i++) target[i * k + y[i]!] = 1;
  } else if (task === 'regression') target = Float32Array.from(y, (v) => (v - scaling.outputMean) / scaling.outputSd);
  else target = Float32Array.from(y);
  const byClass = classWeight === 'balanced' && task !== 'regression' ? balanced(y, k) : null;
  const weight = byClass === null && data.sampleWeight === null ? null : Float32Array.from({ length: X.rows }, (_, i) => (byClass?.[y[i]!] ?? 1) * (data.sampleWeight?.[i] ?? 1));
  return { rows: X.rows, x: floatRows(X, 0, X.rows, scaling.inputScale), y: target, weight };
}

/** Rows that are their own target. */
export function rebuilding(data: Dataset): NetData {
  const x = floatRows(data.X, 0, data.X.rows, 1);
  return { rows: data.X.rows, x, y: x, weight: data.sampleWeight === null ? null : Float32Array.from(data.sampleWeight) };
}
