import { StudioError } from '../core/errors.ts';
import type { CategoryColumn } from './columns.ts';

export interface CategoryCounts {
  /** Categories that occur, by name (in the order of code units). */
  readonly categories: readonly { readonly name: string; readonly count: number }[];
  readonly missing: number;
}

export const byName = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Counts what occurs; categories of the dictionary without a row are left out. */
export function countCategories({ codes, categories }: Pick<CategoryColumn, 'codes' | 'categories'>): CategoryCounts {
  const counts = new Float64Array(categories.length);
  let missing = 0;
  for (const code of codes) {
    if (code < 0) missing++;
    else counts[code]!++;
  }
  const found = categories.map((name, k) => ({ name, count: counts[k]! })).filter((c) => c.count > 0);
  return { categories: found.sort((a, b) => byName(a.name, b.name)), missing };
}

/** Throws at the first row whose category was not there in training. */
export function refuseUnknown(column: CategoryColumn, known: ReadonlyMap<string, unknown>, step: string): void {
  const row = column.codes.findIndex((code) => code >= 0 && !known.has(column.categories[code]!));
  if (row < 0) return;
  throw new StudioError(
    'data',
    `Row ${row + 1} has "${column.categories[column.codes[row]!]}" in "${column.name}", a category that was not there in training. Set "handleUnknown" to another value, or correct the row.`,
    { step, column: column.name, row, param: 'handleUnknown' },
  );
}

/** Throws at the first row without a value, where training had none such. */
export function refuseMissing(column: CategoryColumn, step: string): void {
  const row = column.codes.indexOf(-1);
  if (row < 0) return;
  throw new StudioError(
    'data',
    `Row ${row + 1} has no value in "${column.name}", and no row did in training. Fill it with SimpleImputer, or set "handleUnknown" to another value.`,
    { step, column: column.name, row, param: 'handleUnknown' },
  );
}
