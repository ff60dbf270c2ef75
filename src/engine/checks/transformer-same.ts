import type { FeatureColumn, Features } from '../../frame/features.ts';

/** The values of a column as they mean: text for categories, `null` for missing. */
export const meanings = (column: FeatureColumn): readonly (number | string | null)[] =>
  column.kind === 'number' ? Array.from(column.values, (v) => (Number.isNaN(v) ? null : v)) : Array.from(column.codes, (code) => (code < 0 ? null : column.categories[code]!));

const close = (a: number | string | null, b: number | string | null, tolerance: number): boolean =>
  a === b || (typeof a === 'number' && typeof b === 'number' && Math.abs(a - b) <= tolerance * Math.max(1, Math.abs(a), Math.abs(b)));

/** The first difference between two tables, in words; `null` where there is none. */
export function difference(a: Features, b: Features, tolerance = 0): string | null {
  if (a.rows !== b.rows) return `${a.rows} rows and ${b.rows}`;
  const names = (f: Features): string => JSON.stringify(f.columns.map((c) => [c.kind, c.name]));
  if (names(a) !== names(b)) return `columns ${names(a)} and ${names(b)}`;
  for (const [j, column] of a.columns.entries()) {
    const mine = meanings(column);
    const theirs = meanings(b.columns[j]!);
    if (mine.length !== theirs.length) return `"${column.name}" has ${mine.length} rows and ${theirs.length}`;
    const row = mine.findIndex((value, i) => !close(value, theirs[i]!, tolerance));
    if (row >= 0) return `"${column.name}" in row ${row}: ${mine[row]} and ${theirs[row]}`;
  }
  return null;
}
