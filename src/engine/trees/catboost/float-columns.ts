import type { Matrix } from '../../../frame/matrix.ts';
import { permutation } from '../../core/random.ts';
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
  const found = selectBorders(sorted.subarray(0, n).sort(), hasNaN ? count - 1 : count, type);
  if (!hasNaN || n === 0) return { borders: found, nan: 'none' };
  if (nanMode === 'Min') return { borders: Float32Array.of(-LARGEST, ...found), nan: 'min' };
  return { borders: Float32Array.of(...found, LARGEST), nan: 'max' };
}

/** Cuts the named columns; constant ones are left out, for they cannot be asked anything. */
export function floatColumns(X: Matrix, columns: readonly number[], count: number, type: BorderType, nanMode: 'Min' | 'Max', random: () => number): readonly FloatColumn[] {
  const p = X.columns.length;
  const rows = X.rows <= SAMPLE ? Int32Array.from({ length: X.rows }, (_, i) => i) : permutation(X.rows, random).subarray(0, SAMPLE);
  return columns.flatMap((column): FloatColumn[] => {
    const { borders, nan } = bordersOf(X, column, rows, count, type, nanMode);
    if (borders.length === 0) return [];
    const bins = new Uint8Array(X.rows);
    for (let i = 0; i < X.rows; i++) bins[i] = binOf(borders, nan, X.values[i * p + column]!);
    return [{ column, borders, nan, bins }];
  });
}
