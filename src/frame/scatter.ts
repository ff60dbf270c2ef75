import { findColumn } from './find-column.ts';
import { rowsAt } from './row-window.ts';
import type { Table } from './table.ts';
import type { ScatterSample } from './views.ts';

/** At most `limit` rows, one from each of `limit` equal stretches of the table, at a place that no period of the data can follow. */
export function spreadRows(rows: number, limit: number): Uint32Array {
  if (rows <= limit) return Uint32Array.from({ length: rows }, (_, k) => k);
  const step = rows / limit;
  // Multiples of the golden ratio fill the unit interval evenly and never repeat (Weyl's sequence).
  return Uint32Array.from({ length: limit }, (_, k) => Math.min(rows - 1, Math.floor((k + ((k * 0.618_033_988_749_895) % 1)) * step)));
}

/** A spread sample of rows of the named columns, for scatter plots: dates as milliseconds, categories and texts as texts. */
export function scatterSample(table: Table, columns: readonly string[], limit: number): ScatterSample {
  for (const name of columns) findColumn(table, name);
  const rows = spreadRows(table.rows, Math.max(0, Math.trunc(limit)));
  const window = rowsAt(table, rows, columns);
  return { rows, columns: window.cells.map((cells, j) => ({ name: columns[j]!, values: cells.values })) };
}
