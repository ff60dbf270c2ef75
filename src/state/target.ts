import type { ColumnInfo } from '../frame/table.ts';

const USUAL = ['target', 'label', 'labels', 'class', 'y', 'outcome'];

/**
 * The column that is probably to be predicted: one with a usual name, else the last one that is a category or a number.
 * A guess that is shown and taken back with undo; `null` where no column can be a target.
 */
export function usualTarget(columns: readonly ColumnInfo[]): string | null {
  const fit = columns.filter((c) => c.type === 'category' || c.type === 'number');
  const named = fit.find((c) => USUAL.includes(c.name.trim().toLowerCase()));
  return (named ?? (columns.length > 1 ? fit.at(-1) : undefined))?.name ?? null;
}
