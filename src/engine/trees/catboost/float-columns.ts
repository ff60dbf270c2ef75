import type { Matrix } from '../../../frame/matrix.ts';
import { permutation } from '../../core/random.ts';
import { sortSingles } from './sort-singles.ts';
import { type BorderType, selectBorders } from './borders.ts';

/** Where a column's missing values stand: below every number, above, or nowhere (there are none). */
export type NanSide = 'none' | 'min' | 'max';

/** A number column cut into bins; bin b holds the values above b of the borders. */
export interface FloatColumn {
  /** Place among the matrix's columns. */
  readonly column: number;
  readonly borders: Float32Array;
  readonly nan: NanSide;
  /** One a row. */
  readonly bins: Uint8Array;
}

const LARGEST = 3.4028234663852886e38;
/** CatBoost looks at so many rows at most when it selects borders. */
const SAMPLE = 200_000;

export function binOf(borders: Float32Array, nan: NanSide, value: number): number {
  if (Number.isNaN(value)) return nan === 'max' ? borders.length : 0;
  const v = Math.fround(value);
  let [low, high] = [0, borders.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (v > borders[middle]!) low = middle + 1;
    else high = middle;
  }
  return low;
}

type Cut = Omit<FloatColumn, 'bins'>;

/** Borders of a column from (a sample of) its values. Missing values take a border of their own, as in CatBoost, so that numbers have one fewer. */
function cut(column: number, values: Float32Array, count: number, type: BorderType, nanMode: 'Min' | 'Max'): Cut {
  let n = 0;
  for (let i = 0; i < values.length; i++) {
    const v = values[i]!;
    if (!Number.isNaN(v)) values[n++] = v;
  }
  const hasNaN = n < values.length;
  const found = selectBorders(sortSingles(values.subarray(0, n)), hasNaN ? count - 1 : count, type);
  if (!hasNaN || n === 0) return { column, borders: found, nan: 'none' };
  if (nanMode === 'Min') return { column, borders: Float32Array.of(-LARGEST, ...found), nan: 'min' };
  return { column, borders: Float32Array.of(...found, LARGEST), nan: 'max' };
}

/** The columns' values in the rows, column by column: read row by row, as they lie. */
function valuesOf(X: Matrix, columns: readonly number[], rows: ArrayLike<number>): readonly Float32Array[] {
  const p = X.columns.length;
  const out = columns.map(() => new Float32Array(rows.length));
  for (let i = 0; i < rows.length; i++) {
    const from = rows[i]! * p;
    for (let c = 0; c < columns.length; c++) out[c]![i] = X.values[from + columns[c]!]!;
  }
  return out;
}

/** Bins of all rows, row by row. */
function binAll(X: Matrix, cuts: readonly Cut[]): readonly FloatColumn[] {
  const p = X.columns.length;
  const { values } = X;
  // Padded to 256 each, so that a bin is found by eight steps without branches.
  const padded = new Float32Array(256 * cuts.length).fill(Infinity);
  cuts.forEach(({ borders }, c) => padded.set(borders, 256 * c));
  const missing = Uint8Array.from(cuts, ({ nan, borders }) => (nan === 'max' ? borders.length : 0));
  const places = Int32Array.from(cuts, ({ column }) => column);
  const out = cuts.map(() => new Uint8Array(X.rows));
  const single = new Float32Array(1);
  for (let i = 0; i < X.rows; i++) {
    for (let c = 0; c < places.length; c++) {
      single[0] = values[i * p + places[c]!]!;
      const v = single[0];
      let at = 256 * c;
      for (let half = 128; half > 0; half >>= 1) at += v > padded[at + half - 1]! ? half : 0;
      out[c]![i] = Number.isNaN(v) ? missing[c]! : at - 256 * c;
    }
  }
  return cuts.map((each, c) => ({ ...each, bins: out[c]! }));
}

/** Cuts the named columns; constant ones are left out, for they cannot be asked anything. */
export function floatColumns(X: Matrix, columns: readonly number[], count: number, type: BorderType, nanMode: 'Min' | 'Max', random: () => number): readonly FloatColumn[] {
  const rows = X.rows <= SAMPLE ? Int32Array.from({ length: X.rows }, (_, i) => i) : permutation(X.rows, random).subarray(0, SAMPLE);
  const cuts = valuesOf(X, columns, rows).map((values, c) => cut(columns[c]!, values, count, type, nanMode));
  return binAll(X, cuts.filter(({ borders }) => borders.length > 0));
}
