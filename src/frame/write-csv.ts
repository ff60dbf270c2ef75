import { formatDate } from './date.ts';

export interface CsvColumn {
  readonly name: string;
  /** NaN, null and undefined become empty cells. */
  readonly values: ArrayLike<number | string | null | undefined>;
  /** Numbers are milliseconds, written in this pattern (see date.ts). */
  readonly dateFormat?: string;
}

const ROWS_A_PART = 10_000;
const PLAIN_NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/**
 * Columns of equal length as CSV (RFC 4180, lines end in CR LF), in parts of 10,000 rows to be written or joined. A text that
 * a spreadsheet would run as a formula (it begins with = + - @, a tab or a carriage return, and is no plain number) gets an
 * apostrophe in front (OWASP, "CSV Injection").
 */
export function* csvParts(columns: readonly CsvColumn[]): Generator<string> {
  const rows = columns[0]?.values.length ?? 0;
  for (const column of columns) if (column.values.length !== rows) throw new RangeError(`Column "${column.name}" has ${column.values.length} values, the first column ${rows}.`);
  yield `${columns.map((column) => csvCell(column.name)).join(',')}\r\n`;
  for (let from = 0; from < rows; from += ROWS_A_PART) {
    const lines: string[] = [];
    for (let i = from; i < Math.min(rows, from + ROWS_A_PART); i++) lines.push(columns.map((column) => cellOf(column, i)).join(','));
    yield `${lines.join('\r\n')}\r\n`;
  }
}

/** All of it as one text. */
export const writeCsv = (columns: readonly CsvColumn[]): string => [...csvParts(columns)].join('');

function cellOf(column: CsvColumn, row: number): string {
  const value = column.values[row];
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return csvCell(value);
  if (Number.isNaN(value)) return '';
  return column.dateFormat === undefined ? String(value) : formatDate(value, column.dateFormat);
}

/** One text as a cell: guarded, and quoted where it must be. Tabs separate what is pasted into a spreadsheet. */
export function csvCell(text: string, separator: ',' | '\t' = ','): string {
  const guarded = /^[=+\-@\t\r]/.test(text) && !PLAIN_NUMBER.test(text) ? `'${text}` : text;
  return /["\r\n]|^\s|\s$/.test(guarded) || guarded.includes(separator) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}
