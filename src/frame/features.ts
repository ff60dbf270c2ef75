import type { Matrix } from './matrix.ts';

/**
 * Columns on their way from a table to a matrix: what transformers take and give.
 * Dates have become numbers (milliseconds); text never gets here.
 */
export type FeatureColumn =
  /** NaN is missing. */
  | { readonly kind: 'number'; readonly name: string; readonly values: Float64Array }
  /** −1 is missing; otherwise an index into `categories`. */
  | { readonly kind: 'category'; readonly name: string; readonly codes: Int32Array; readonly categories: readonly string[] };

export interface Features {
  readonly rows: number;
  readonly columns: readonly FeatureColumn[];
}

/** The named rows, in their order; a copy. */
export function takeFeatures(features: Features, rows: ArrayLike<number>): Features {
  const columns = features.columns.map((column): FeatureColumn => {
    if (column.kind === 'number') {
      const values = new Float64Array(rows.length);
      for (let i = 0; i < rows.length; i++) values[i] = column.values[rows[i]!]!;
      return { ...column, values };
    }
    const codes = new Int32Array(rows.length);
    for (let i = 0; i < rows.length; i++) codes[i] = column.codes[rows[i]!]!;
    return { ...column, codes };
  });
  return { rows: rows.length, columns };
}

/** Row-major matrix of the number columns; the caller has made sure that there are no others. */
export function toMatrix(features: Features): Matrix {
  const p = features.columns.length;
  const values = new Float64Array(features.rows * p);
  features.columns.forEach((column, j) => {
    if (column.kind !== 'number') throw new TypeError(`Column "${column.name}" is not a number column.`);
    for (let i = 0; i < features.rows; i++) values[i * p + j] = column.values[i]!;
  });
  return { rows: features.rows, columns: features.columns.map((c) => c.name), values };
}
