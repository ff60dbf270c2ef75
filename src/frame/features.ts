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

/** Columns that are read one at a time, when they are wanted: rows of a large table are not in memory twice before they are a matrix. */
export interface FeatureSource {
  readonly rows: number;
  readonly columns: readonly Pick<FeatureColumn, 'kind' | 'name'>[];
  /** The column at a place of `columns`; read anew each time, so hold on to it only as long as it is used. */
  read(place: number): FeatureColumn;
}

export const sourceOf = ({ rows, columns }: Features): FeatureSource => ({ rows, columns, read: (place) => columns[place]! });

/** All columns in memory. */
export const readAll = (source: FeatureSource): Features => ({ rows: source.rows, columns: source.columns.map((_, place) => source.read(place)) });

/** The named rows of a column, in their order; a copy. */
export function takeCells(column: FeatureColumn, rows: ArrayLike<number>): FeatureColumn {
  if (column.kind === 'number') {
    const values = new Float64Array(rows.length);
    for (let i = 0; i < rows.length; i++) values[i] = column.values[rows[i]!]!;
    return { ...column, values };
  }
  const codes = new Int32Array(rows.length);
  for (let i = 0; i < rows.length; i++) codes[i] = column.codes[rows[i]!]!;
  return { ...column, codes };
}

/** The named rows, in their order; a copy. */
export const takeFeatures = (features: Features, rows: ArrayLike<number>): Features => ({ rows: rows.length, columns: features.columns.map((column) => takeCells(column, rows)) });

/** Row-major matrix of the number columns; the caller has made sure that there are no others. */
export function toMatrix(features: Features | FeatureSource): Matrix {
  const { rows, columns, read } = 'read' in features ? features : sourceOf(features);
  const p = columns.length;
  const values = new Float64Array(rows * p);
  columns.forEach(({ name }, j) => {
    const column = read(j);
    if (column.kind !== 'number') throw new TypeError(`Column "${name}" is not a number column.`);
    for (let i = 0; i < rows; i++) values[i * p + j] = column.values[i]!;
  });
  return { rows, columns: columns.map((c) => c.name), values };
}
