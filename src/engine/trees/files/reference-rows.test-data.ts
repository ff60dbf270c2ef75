import type { Matrix } from '../../../frame/matrix.ts';
import type { TreeModelFile } from './model-file.ts';

/** Rows as a library saw them (texts are categories, null is missing) as the matrix of the columns that a file reads. */
export function fileMatrix({ columns, ensemble }: TreeModelFile, rows: readonly (readonly (number | string | null)[])[]): Matrix {
  const categories = ensemble.categories.slice(0, columns.length);
  const values = Float64Array.from(rows.flat(), (cell, at) => {
    const names = categories[at % columns.length];
    if (cell === null) return Number.NaN;
    if (!names) return Number(cell);
    const code = names.indexOf(String(cell));
    return code < 0 ? names.length : code;
  });
  return { rows: rows.length, columns: columns.map((c) => c.name), values, categories };
}
