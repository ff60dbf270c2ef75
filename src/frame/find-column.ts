import { FrameError } from './error.ts';
import type { Table } from './table.ts';

/** Position of the column with that name. Throws FrameError ('data') where there is none. */
export function findColumn(table: Pick<Table, 'columns'>, name: string): number {
  const at = table.columns.findIndex((column) => column.name === name);
  if (at < 0) throw new FrameError('data', `There is no column "${name}" in this table. It has ${table.columns.slice(0, 8).map((c) => `"${c.name}"`).join(', ')}${table.columns.length > 8 ? ', …' : ''}.`, { column: name });
  return at;
}
