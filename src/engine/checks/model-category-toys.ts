import type { Matrix } from '../../frame/matrix.ts';
import type { AnyAlgorithm } from '../core/algorithm.ts';
import type { Dataset, Task } from '../core/dataset.ts';
import { mulberry32, permutation } from '../core/random.ts';
import { toyData } from './model-toys.ts';

/** Place of the category column in `categoryToys`. */
export const CATEGORY = 4;

/** A matrix with one more column, of categories. */
export function withCategories(X: Matrix, name: string, codes: ArrayLike<number>, names: readonly string[]): Matrix {
  const p = X.columns.length;
  const values = new Float64Array(X.rows * (p + 1));
  for (let i = 0; i < X.rows; i++) {
    values.set(X.values.subarray(i * p, (i + 1) * p), i * (p + 1));
    values[i * (p + 1) + p] = codes[i]!;
  }
  return { rows: X.rows, columns: [...X.columns, name], values, categories: [...(X.categories ?? X.columns.map(() => null)), names] };
}

/** Only the column of categories. */
export const categoryAlone = ({ X, ...rest }: Dataset): Dataset => ({
  ...rest,
  X: { rows: X.rows, columns: [X.columns[CATEGORY]!], values: Float64Array.from({ length: X.rows }, (_, i) => X.values[i * X.columns.length + CATEGORY]!), categories: [X.categories![CATEGORY]!] },
});

/**
 * The usual toy table with a fifth column of `kinds` categories. The target follows it: rows of the same category have
 * neighbouring targets, so a model that reads codes as names learns from it, and codes are dealt in no order.
 */
export function categoryToys(model: AnyAlgorithm, task: Task, kinds = 6, rows = 120, seed = 7): Dataset {
  const data = toyData(model, task, rows, seed);
  // Without a target there is nothing to follow: the first column stands in for it.
  const signal = data.y ?? Float64Array.from({ length: rows }, (_, i) => data.X.values[i * data.X.columns.length]!);
  const order = Array.from(signal.keys()).sort((a, b) => signal[a]! - signal[b]! || a - b);
  const dealt = permutation(kinds, mulberry32(seed + 1));
  const codes = new Float64Array(rows);
  order.forEach((row, rank) => { codes[row] = dealt[Math.floor((rank * kinds) / rows)]!; });
  return { ...data, X: withCategories(data.X, 'kind', codes, Array.from({ length: kinds }, (_, k) => `kind ${k}`)) };
}

/** The same rows with the category column changed code by code. */
export function recode(X: Matrix, change: (code: number, row: number) => number, names: readonly string[] = X.categories![CATEGORY]!): Matrix {
  const p = X.columns.length;
  const values = X.values.slice();
  for (let i = 0; i < X.rows; i++) values[i * p + CATEGORY] = change(values[i * p + CATEGORY]!, i);
  return { ...X, values, categories: X.categories!.with(CATEGORY, names) };
}
