import { findColumn } from './find-column.ts';
import { type ChunkColumn, type Table, isMissing } from './table.ts';

/** A whole column in memory: NaN, −1 and `null` are missing. */
export type ColumnValues =
  | { readonly kind: 'number'; readonly values: Float64Array }
  | { readonly kind: 'category'; readonly codes: Int32Array; readonly categories: readonly string[] }
  | { readonly kind: 'text'; readonly values: readonly (string | null)[] };

/** All values of the named column, dates as milliseconds; a copy. Throws FrameError where there is no such column. */
export function columnValues(table: Table, name: string): ColumnValues {
  const at = findColumn(table, name);
  const info = table.columns[at]!;
  if (info.type === 'category') return { kind: 'category', codes: columnCodes(table, at), categories: info.dictionary ?? [] };
  if (info.type !== 'text') return { kind: 'number', values: columnNumbers(table, at) };
  const values: (string | null)[] = [];
  for (const chunk of table.chunks) {
    const read = textReader(chunk.columns[at]!);
    for (let i = 0; i < chunk.rows; i++) values.push(read(i));
  }
  return { kind: 'text', values };
}

/** A number or date column; NaN is missing. */
export function columnNumbers(table: Table, at: number): Float64Array {
  const values = new Float64Array(table.rows);
  let row = 0;
  for (const chunk of table.chunks) {
    const column = chunk.columns[at]!;
    if (column.type !== 'number' && column.type !== 'date') throw new TypeError(`Column ${at} is not of numbers.`);
    values.set(column.values, row);
    if (column.missing !== null) for (let i = 0; i < chunk.rows; i++) if (isMissing(column.missing, i)) values[row + i] = NaN;
    row += chunk.rows;
  }
  return values;
}

/** A category column; −1 is missing. */
export function columnCodes(table: Table, at: number): Int32Array {
  const codes = new Int32Array(table.rows);
  let row = 0;
  for (const chunk of table.chunks) {
    const column = chunk.columns[at]!;
    if (column.type !== 'category') throw new TypeError(`Column ${at} is not of categories.`);
    codes.set(column.codes, row);
    if (column.missing !== null) for (let i = 0; i < chunk.rows; i++) if (isMissing(column.missing, i)) codes[row + i] = -1;
    row += chunk.rows;
  }
  return codes;
}

/** Reads the texts of one chunk of a text column. */
export function textReader(column: ChunkColumn): (row: number) => string | null {
  if (column.type !== 'text') throw new TypeError('Not a text column.');
  const decoder = new TextDecoder();
  return (row) => (isMissing(column.missing, row) ? null : decoder.decode(column.bytes.subarray(column.offsets[row]!, column.offsets[row + 1]!)));
}
