import { StudioError } from '../engine/core/errors.ts';
import type { ColumnInfo } from '../frame/table.ts';

/** Place of a column by name; a sentence naming what there is where it is not found. */
export function columnIndex(columns: readonly ColumnInfo[], name: string): number {
  const j = columns.findIndex((c) => c.name === name);
  if (j >= 0) return j;
  const names = columns.slice(0, 12).map((c) => `"${c.name}"`).join(', ');
  const more = columns.length > 12 ? ` and ${columns.length - 12} more` : '';
  throw new StudioError('data', `There is no column "${name}". The table has ${names}${more}.`, { column: name });
}

/** Columns a model may learn from: all but the target, free text, and the one that only says which rows belong together. */
export const inputColumns = (columns: readonly ColumnInfo[], target: string | null, apart: string | null = null): readonly ColumnInfo[] =>
  columns.filter((c) => c.name !== target && c.name !== apart && c.type !== 'text');
