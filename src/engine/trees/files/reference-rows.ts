import type { Matrix } from '../../../frame/matrix.ts';
import type { TreeModelFile } from './model-file.ts';

/** Rows as a library saw them (texts are categories, null is missing) as the matrix that a file's trees read. */
export function matrixOf(file: TreeModelFile, rows: readonly (readonly (number | string | null)[])[]): Matrix {
  const { columns, categories } = file.ensemble;
  const values = Float64Array.from(rows.flat(), (cell, at) => {
    const names = categories[at % columns.length];
    if (cell === null) return Number.NaN;
    if (!names) return Number(cell);
    const code = names.indexOf(String(cell));
    return code < 0 ? names.length : code;
  });
  return { rows: rows.length, columns, values, categories };
}
