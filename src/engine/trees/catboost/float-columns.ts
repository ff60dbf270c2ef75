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

/** Borders of one column. Missing values take a border of their own, as in CatBoost, so that numbers have one fewer. */
function bordersOf(X: Matrix, column: number, rows: ArrayLike<number>, count: number, type: BorderType, nanMode: 'Min' | 'Max'): Pick<FloatColumn, 'borders' | 'nan'> {
  const p = X.columns.length;
  const sorted = new Float32Array(rows.length);
  let n = 0;
  for (let i = 0; i < rows.length; i++) {
    const v = X.values[rows[i]! * p + column]!;
    if (!Number.isNaN(v)) sorted[n++] = v;
  }
  const hasNaN = n < rows.length;
  const found = selectBorders(sortSingles(sorted.subarray(0, n)), hasNaN ? count - 1 : count, type);
  if (!hasNaN || n === 0) return { borders: found, nan: 'none' };
  if (nanMode === 'Min') return { borders: Float32Array.of(-LARGEST, ...found), nan: 'min' };
  return { borders: Float32Array.of(...found, LARGEST), nan: 'max' };
}

/** Bins of all rows. */
function binColumn(X: Matrix, { column, borders, nan }: Omit<FloatColumn, 'bins'>): Uint8Array {
  const p = X.columns.length;
  const { values } = X;
  // Padded to 256, so that a bin is found by eight steps without branches.
  const padded = new Float32Array(256).fill(Infinity);
  padded.set(borders);
  const missing = nan === 'max' ? borders.length : 0;
  const bins = new Uint8Array(X.rows);
  const single = new Float32Array(1);
  for (let i = 0, at = column; i < X.rows; i++, at += p) {
    single[0] = values[at]!;
    const v = single[0];
    let bin = 0;
    for (let half = 128; half > 0; half >>= 1) bin += v > padded[bin + half - 1]! ? half : 0;
    bins[i] = Number.isNaN(v) ? missing : bin;
  }
  return bins;
}

/** Cuts the named columns; constant ones are left out, for they cannot be asked anything. */
export function floatColumns(X: Matrix, columns: readonly number[], count: number, type: BorderType, nanMode: 'Min' | 'Max', random: () => number): readonly FloatColumn[] {
  const rows = X.rows <= SAMPLE ? Int32Array.from({ length: X.rows }, (_, i) => i) : permutation(X.rows, random).subarray(0, SAMPLE);
  return columns.flatMap((column): FloatColumn[] => {
    const { borders, nan } = bordersOf(X, column, rows, count, type, nanMode);
    if (borders.length === 0) return [];
    return [{ column, borders, nan, bins: binColumn(X, { column, borders, nan }) }];
  });
}
