import Papa from 'papaparse';
import type { Dialect } from './options.ts';

export type Newline = '\n' | '\r';
export type Layout = Pick<Dialect, 'delimiter' | 'quote' | 'comment'> & { readonly newline: Newline };

/** Rows of a stretch of text, as written. */
export interface Rows {
  readonly rows: string[][];
  /** Characters of the text that these rows took. */
  readonly used: number;
  /** Rows (index) whose quotes are out of order: a quote inside a quoted cell, or one that is never closed. */
  readonly broken: readonly { readonly row: number; readonly open: boolean }[];
}

interface PapaResult {
  readonly data: string[][];
  readonly errors: readonly { readonly code?: string; readonly row?: number }[];
  readonly meta: { readonly cursor: number };
}

/**
 * Rows of `text` by PapaParse. Unless `last`, the row that the text ends in is left for the next call. Runs of spaces count as
 * one where the space is the delimiter; a carriage return before the line's end is no part of the last cell.
 */
export function parseRows(text: string, layout: Layout, last: boolean): Rows {
  const quoted = layout.quote !== '';
  const parser = new Papa.Parser({
    delimiter: layout.delimiter,
    newline: layout.newline,
    ...(quoted ? { quoteChar: layout.quote, escapeChar: layout.quote } : { fastMode: true }),
  });
  const result = parser.parse(text, 0, !last) as PapaResult;
  const rows = result.data;
  // PapaParse answers one more, empty row where the text ends with the end of a line.
  if (last && rows.length > 0 && rows[rows.length - 1]!.length === 1 && rows[rows.length - 1]![0] === '' && text.endsWith(layout.newline)) rows.pop();
  if (layout.newline === '\n' && text.includes('\r')) for (const row of rows) dropReturn(row);
  if (layout.delimiter === ' ') for (let k = 0; k < rows.length; k++) rows[k] = withoutGaps(rows[k]!);
  return {
    rows,
    used: last ? text.length : result.meta.cursor,
    broken: result.errors.map((e) => ({ row: e.row ?? 0, open: e.code === 'MissingQuotes' })),
  };
}

function dropReturn(row: string[]): void {
  const end = row.length - 1;
  const cell = row[end]!;
  if (cell.charCodeAt(cell.length - 1) === 13) row[end] = cell.slice(0, -1);
}

/** Spaces in a row are one separator, at the ends none. */
const withoutGaps = (row: string[]): string[] => {
  const cells = row.filter((cell) => cell !== '');
  return cells.length === 0 ? [''] : cells;
};
