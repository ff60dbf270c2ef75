import type { Matrix } from '../../../frame/matrix.ts';

/** A category column with its codes made dense: 0 … values.length − 1, in order of the original codes. */
export interface CategoryColumn {
  readonly column: number;
  /** The original code of each dense one; −1 stands for missing, which is a category of its own. */
  readonly values: Int32Array;
  readonly codes: Int32Array;
}

/** The code of a cell: −1 where it is missing. */
export const codeOf = (value: number): number => (Number.isNaN(value) ? -1 : value);

/** Columns with one category only are left out. */
export function categoryColumns(X: Matrix, columns: readonly number[]): readonly CategoryColumn[] {
  const p = X.columns.length;
  return columns.flatMap((column): CategoryColumn[] => {
    const seen = new Set<number>();
    for (let i = 0; i < X.rows; i++) seen.add(codeOf(X.values[i * p + column]!));
    if (seen.size < 2) return [];
    const values = Int32Array.from(seen).sort();
    const dense = new Map(Array.from(values, (value, at) => [value, at]));
    return [{ column, values, codes: Int32Array.from({ length: X.rows }, (_, i) => dense.get(codeOf(X.values[i * p + column]!))!) }];
  });
}
