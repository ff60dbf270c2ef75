import { textReader } from './column-values.ts';
import { FrameError } from './error.ts';
import { findColumn } from './find-column.ts';
import { type Chunk, type Table, isMissing } from './table.ts';
import type { Cells, RowWindow } from './views.ts';

/** Rows `start … start + count` as a grid draws them, cut at the table's end; all columns where `columns` is `null`. */
export function rowWindow(table: Table, start: number, count: number, columns: readonly string[] | null): RowWindow {
  const from = Math.max(0, Math.min(table.rows, Math.trunc(start)));
  const to = Math.max(from, Math.min(table.rows, from + Math.trunc(count)));
  return windowOf(table, Uint32Array.from({ length: to - from }, (_, k) => from + k), columns);
}

/** The named rows in their order. Throws FrameError where a row is not in the table. */
export function rowsAt(table: Table, rows: ArrayLike<number>, columns: readonly string[] | null): RowWindow {
  for (let k = 0; k < rows.length; k++) {
    const row = rows[k]!;
    if (!(row >= 0 && row < table.rows)) throw new FrameError('data', `There is no row ${row}: the table has ${table.rows} rows, counted from 0.`, { row });
  }
  return windowOf(table, Uint32Array.from(rows), columns);
}

function windowOf(table: Table, rows: Uint32Array, columns: readonly string[] | null): RowWindow {
  const names = columns ?? table.columns.map((column) => column.name);
  return { rows, columns: names, cells: names.map((name) => cellsOf(table, findColumn(table, name), rows)) };
}

function cellsOf(table: Table, at: number, rows: Uint32Array): Cells {
  const { type, dictionary } = table.columns[at]!;
  if (type === 'number' || type === 'date') {
    const values = new Float64Array(rows.length);
    eachRow(table, rows, (chunk, i, k) => {
      const column = chunk.columns[at]!;
      values[k] = (column.type === 'number' || column.type === 'date') && !isMissing(column.missing, i) ? column.values[i]! : NaN;
    });
    return { kind: type, values };
  }
  const values: (string | null)[] = [];
  const readers = new Map<Chunk, (row: number) => string | null>();
  eachRow(table, rows, (chunk, i) => {
    const column = chunk.columns[at]!;
    if (column.type === 'category') {
      values.push(isMissing(column.missing, i) ? null : (dictionary?.[column.codes[i]!] ?? null));
      return;
    }
    const read = readers.get(chunk) ?? textReader(column);
    readers.set(chunk, read);
    values.push(read(i));
  });
  return { kind: 'text', values };
}

function eachRow(table: Table, rows: Uint32Array, visit: (chunk: Chunk, row: number, k: number) => void): void {
  rows.forEach((row, k) => visit(table.chunks[Math.floor(row / table.chunkRows)]!, row % table.chunkRows, k));
}
