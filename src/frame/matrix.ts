/** A dense row-major matrix with named columns: the only shape `fit` and `predict` see. NaN is missing. */
export interface Matrix {
  readonly rows: number;
  readonly columns: readonly string[];
  /** `rows × columns.length`, row-major. */
  readonly values: Float64Array;
  /**
   * For models that take categories as they are (`tags.categories`): for each column the names its codes 0, 1, … stand for,
   * `null` for a number column. A code equal to the number of names is a category that was not there in training. Left out
   * where every column is a number.
   */
  readonly categories?: readonly (readonly string[] | null)[];
}

export function matrix(columns: readonly string[], values: Float64Array): Matrix {
  return { rows: columns.length === 0 ? 0 : values.length / columns.length, columns, values };
}

/** Rows of `X` in the order of `rows`; a copy. */
export function takeRows(X: Matrix, rows: ArrayLike<number>): Matrix {
  const p = X.columns.length;
  const values = new Float64Array(rows.length * p);
  for (let i = 0; i < rows.length; i++) values.set(X.values.subarray(rows[i]! * p, (rows[i]! + 1) * p), i * p);
  return { ...X, rows: rows.length, values };
}
