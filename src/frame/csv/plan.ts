import { FrameError } from '../error.ts';
import type { ColumnType } from '../table.ts';
import { numberMarks } from './cell-kind.ts';
import { hasHeader } from './header.ts';
import { type ColumnPlan, inferType } from './infer-type.ts';
import type { ImportIssue } from './report.ts';
import { findLayout, otherRows } from './layout.ts';
import { type Missing, missingMarkers } from './missing.ts';
import { columnNames } from './names.ts';
import { numberParser } from './number.ts';
import type { Dialect, ImportOptions } from './options.ts';
import type { Layout } from './rows.ts';
import { type TextSample, readSample } from './sample.ts';
import { isBlank } from './shape.ts';
import { shortHeader } from './short-header.ts';

/** How a file will be read: what `sniff` shows and `importCsv` follows. */
export interface ReadPlan {
  readonly dialect: Dialect;
  readonly layout: Layout;
  readonly missing: Missing;
  readonly names: readonly string[];
  readonly columns: readonly ColumnPlan[];
  readonly nameIssues: readonly ImportIssue[];
  readonly preview: readonly (readonly string[])[];
  readonly estimatedRows: number;
  readonly estimatedBytes: number;
}

const PREVIEW_ROWS = 50;
/** Cells of a column that decide its type, at most; fewer in very wide tables. */
const TYPE_ROWS = 2_000;
const TYPE_CELLS = 2_000_000;
const MAX_PREAMBLE = 100;

export async function planReading(file: Blob, options: ImportOptions): Promise<ReadPlan> {
  const sample = await readSample(file, options.dialect.encoding);
  const missing = missingMarkers(options.missing);
  const found = findLayout(sample, options.dialect, missing);
  const short = options.dialect.header === false || (options.dialect.skipLines ?? 0) > 0 ? null : shortHeader(found.rows, found.width);
  const usual = short === 'trailing' ? found.width - 1 : found.width;
  const { skipLines, rows } = dropPreamble(sample, found.rows, usual, short === null ? options.dialect.skipLines : 0, found.layout);
  if (rows.length === 0) throw new FrameError('data', 'No row is left after the lines that are skipped. Skip fewer lines.');
  const look = Math.max(50, Math.min(500, Math.floor(TYPE_CELLS / 20 / found.width)));
  const data = rows.slice(1, 1 + look);
  const header = options.dialect.header ?? (short !== null || hasHeader(rows[0]!, data, missing));
  const heading = header ? (short === 'row-names' ? ['', ...rows[0]!] : rows[0]!) : null;
  const width = Math.max(usual, heading?.length ?? 0);
  const body = header ? rows.slice(1) : rows;
  if (body.length === 0 && sample.whole) throw new FrameError('data', `The file has a header (${rows[0]!.slice(0, 5).join(', ')}${width > 5 ? ', …' : ''}) but no rows below it. Add rows, or say that the first line is data.`);
  const spread = spreadRows(body, otherRows(sample, found.layout, found.width), width);
  const marks = numberMarks(spread.slice(0, 1_000).flat());
  const dialect: Dialect = {
    delimiter: found.layout.delimiter,
    quote: found.layout.quote,
    decimal: options.dialect.decimal ?? marks.decimal,
    thousands: options.dialect.thousands ?? marks.thousands,
    encoding: sample.encoding,
    skipLines,
    header,
    comment: found.layout.comment,
  };
  const { names, issues } = columnNames(heading, width, skipLines + 1);
  const parse = numberParser(dialect);
  const columns = names.map((name, j) => inferType(spread.map((row) => row[j] ?? ''), givenType(options.types, name), missing, parse, options.dateOrder ?? null));
  const estimatedRows = estimateRows(file, sample, rows.length, body.length);
  return {
    dialect, layout: found.layout, missing, names, columns, nameIssues: issues,
    preview: body.slice(0, PREVIEW_ROWS).map((row) => row.slice(0, width)),
    estimatedRows,
    estimatedBytes: Math.ceil((estimatedRows / Math.max(1, options.everyNth)) * bytesARow(columns, spread)),
  };
}

const givenType = (types: ImportOptions['types'], name: string): ColumnType | null => (Object.hasOwn(types, name) ? types[name]! : null);

/** Lines before the first row of the usual width; `rows` begins with the header or the first row. */
function dropPreamble(sample: TextSample, rows: readonly string[][], width: number, given: number | undefined, layout: Layout): { readonly skipLines: number; readonly rows: readonly string[][] } {
  const filled = (from: readonly string[][]): readonly string[][] => from.filter((row) => !isBlank(row));
  if (given !== undefined) return { skipLines: given, rows: filled(rows.slice(rowsInLines(rows, given, layout))) };
  const first = rows.findIndex((row) => row.length === width && !isBlank(row));
  if (first <= 0 || first > MAX_PREAMBLE || width === 1) return { skipLines: 0, rows: filled(rows) };
  // Comment lines and blank ones are passed over by the reading itself, so only real lines are looked for.
  if (rows.slice(0, first).every(isBlank)) return { skipLines: 0, rows: filled(rows) };
  const lines = sample.head.split(layout.newline, first * 4 + 200);
  let seen = 0;
  let at = 0;
  while (at < lines.length && seen < first) {
    if (layout.comment === '' || !lines[at]!.startsWith(layout.comment)) seen++;
    at++;
  }
  return { skipLines: at, rows: filled(rows.slice(first)) };
}

/** How many parsed rows the first `lines` lines of the file are. */
function rowsInLines(rows: readonly string[][], lines: number, layout: Layout): number {
  let line = 0;
  let k = 0;
  while (k < rows.length && line < lines) {
    line += 1 + rows[k]!.reduce((n, cell) => n + cell.split(layout.newline).length - 1, 0);
    k++;
  }
  return k;
}

/** At most TYPE_ROWS rows: the first thousand, the rest evenly from everywhere. */
function spreadRows(head: readonly string[][], others: readonly string[][], width: number): readonly string[][] {
  const limit = Math.max(20, Math.min(TYPE_ROWS, Math.floor(TYPE_CELLS / width)));
  const first = head.slice(0, Math.ceil(limit / 4));
  const pool = [...head.slice(first.length), ...others];
  const wanted = limit - first.length;
  if (pool.length <= wanted) return [...first, ...pool];
  return [...first, ...Array.from({ length: wanted }, (_, k) => pool[Math.floor((k * pool.length) / wanted)]!)];
}

function estimateRows(file: Blob, sample: TextSample, headRows: number, body: number): number {
  if (sample.whole) return body;
  const perRow = (sample.head.length * sample.bytesPerCharacter) / Math.max(1, headRows);
  return Math.max(body, Math.round(file.size / perRow));
}

/** What a row takes in memory: exact types are narrower than assumed here, so this is rather too much. */
function bytesARow(columns: readonly ColumnPlan[], rows: readonly string[][]): number {
  return columns.reduce((sum, { type }, j) => {
    if (type === 'number' || type === 'date') return sum + 8;
    if (type === 'category') return sum + 2;
    return sum + 4 + rows.reduce((n, row) => n + (row[j]?.length ?? 0), 0) / Math.max(1, rows.length);
  }, 0);
}
