import { FrameError } from '../error.ts';
import { CHUNK_ROWS, type Table } from '../table.ts';
import type { Watch } from '../watch.ts';
import { type Batch, type ReadingFindings, readingFindings, rowBatches } from './batches.ts';
import { type ColumnBuilder } from './builders/builder.ts';
import { DateBuilder } from './builders/date-builder.ts';
import { NumberBuilder } from './builders/number-builder.ts';
import { WordBuilder } from './builders/word-builder.ts';
import { type ColumnPlan, TOLERATED } from './infer-type.ts';
import { Finding, plural } from './issues.ts';
import { numberParser } from './number.ts';
import type { ReadPlan } from './plan.ts';
import type { ImportIssue } from './report.ts';
import { evenRows } from './even-rows.ts';

export interface ReadOptions {
  readonly everyNth: number;
  /** See textPieces. */
  readonly strict: boolean;
  /** The types may still change; otherwise what cannot be read becomes missing and is listed. */
  readonly mayChange: boolean;
  readonly watch: Watch;
  readonly budget: number;
}

export type ReadOutcome = { readonly kind: 'table'; readonly table: Table; readonly issues: readonly ImportIssue[] } | { readonly kind: 'again'; readonly plan: ReadPlan };

/** Unreadable cells that stop a reading before its end: the column is not what it was taken for. */
const HOPELESS = 1_000;
/** Cells of one chunk over all columns: very wide tables get lower chunks. */
const CHUNK_CELLS = 8_388_608;

const chunkRowsFor = (columns: number): number => Math.max(1024, Math.min(CHUNK_ROWS, 2 ** Math.floor(Math.log2(CHUNK_CELLS / columns))));

/** Follows the plan through the whole file: a table, or a better plan where the stream contradicts this one. */
export async function readTable(file: Blob, plan: ReadPlan, options: ReadOptions): Promise<ReadOutcome> {
  const builders = plan.columns.map((column) => makeBuilder(column, plan));
  const found = readingFindings();
  const ragged = { short: new Finding(), long: new Finding(), blank: new Finding() };
  const chunkRows = chunkRowsFor(plan.names.length);
  const heights: number[] = [];
  let header = plan.dialect.header;
  let seen = 0;
  let height = 0;
  const close = (): void => {
    for (const builder of builders) builder.endChunk();
    heights.push(height);
    height = 0;
  };
  const reading = { layout: plan.layout, encoding: plan.dialect.encoding, strict: options.strict, skipLines: plan.dialect.skipLines };
  for await (const raw of rowBatches(file, reading, found, options.watch)) {
    const batch = evenRows(raw, plan.names.length, header, ragged);
    if (batch.headerSeen) header = false;
    const picked = options.everyNth > 1 ? everyNth(batch, options.everyNth, seen) : batch;
    seen += batch.rows.length;
    for (let at = 0; at < picked.rows.length; ) {
      const take = Math.min(picked.rows.length - at, chunkRows - height);
      for (let j = 0; j < builders.length; j++) builders[j]!.add(picked, at, at + take, j);
      height += take;
      at += take;
      if (height === chunkRows) {
        close();
        if (builders.reduce((sum, b) => sum + b.bytes, 0) > options.budget) throw new FrameError('limit', 'The table is over the memory budget.');
      }
    }
    if (options.mayChange && builders.some((b, j) => !plan.columns[j]!.forced && b.unreadable.count > Math.max(HOPELESS, plan.estimatedRows * TOLERATED * 2))) {
      const better = replanned(plan, builders, true);
      if (better !== plan) return { kind: 'again', plan: better };
    }
  }
  if (height > 0) close();
  const rows = heights.reduce((a, b) => a + b, 0);
  if (rows === 0) throw new FrameError('data', 'The file has no rows below its header. Add rows, or say that the first line is data.');
  if (options.mayChange) {
    const better = replanned(plan, builders, false);
    if (better !== plan) return { kind: 'again', plan: better };
  }
  const finished = builders.map((builder, j) => builder.finish(plan.names[j]!));
  const table: Table = {
    rows,
    columns: finished.map((f) => f.info),
    chunkRows,
    chunks: heights.map((h, k) => ({ rows: h, columns: finished.map((f) => f.chunks[k]!) })),
  };
  return { kind: 'table', table, issues: [...plan.nameIssues, ...fileIssues(found, ragged, plan), ...cellIssues(plan, builders)] };
}

function makeBuilder(column: ColumnPlan, plan: ReadPlan): ColumnBuilder {
  if (column.type === 'number') return new NumberBuilder(numberParser(plan.dialect), plan.missing);
  if (column.type === 'date') return new DateBuilder(column.order, column.dateFormat, column.ambiguous, plan.missing);
  // Text with leading zeros or too long numbers is text by its look; all else the whole column decides.
  return new WordBuilder(column.forced ? column.type : null, plan.missing);
}

/** The same plan with the columns changed that the stream contradicted, or the very plan where there is none. */
function replanned(plan: ReadPlan, builders: readonly ColumnBuilder[], early: boolean): ReadPlan {
  let changed = false;
  const columns = plan.columns.map((column, j): ColumnPlan => {
    const builder = builders[j]!;
    const unreadable = builder.unreadable.count;
    if (column.forced || unreadable === 0) return column;
    if (builder instanceof DateBuilder && builder.ambiguous && builder.thisOnly === 0 && builder.otherOnly >= unreadable) {
      changed = true;
      const order = column.order === 'dmy' ? 'mdy' : 'dmy';
      return { ...column, order, ambiguous: false, dateFormat: column.dateFormat.replace(/^(dd|mm)(.)(dd|mm)/, '$3$2$1'), why: 'Dates; further down only this way round reads them all.' };
    }
    const tolerable = unreadable <= (builder.values + unreadable) * TOLERATED;
    if (tolerable || (early && unreadable <= HOPELESS)) return column;
    changed = true;
    const example = builder.unreadable.examples[0]!;
    return { ...column, type: 'category', why: `The sample looked like ${column.type}, but further down there are other texts, such as "${example.text}" in line ${example.line}.` };
  });
  return changed ? { ...plan, columns } : plan;
}

/** Rows 0, n, 2n, … of the file. */
function everyNth(batch: Batch, n: number, seen: number): Batch {
  const first = (n - (seen % n)) % n;
  const kept: string[][] = [];
  for (let k = first; k < batch.rows.length; k += n) kept.push(batch.rows[k]!);
  return { rows: kept, lineOf: (k) => batch.lineOf(first + k * n) };
}

function fileIssues(found: ReadingFindings, ragged: { readonly short: Finding; readonly long: Finding; readonly blank: Finding }, plan: ReadPlan): readonly ImportIssue[] {
  const width = plan.names.length;
  return [
    ...found.preamble.issue('other', null, (n) => `${plural(n, 'line')} before the ${plan.dialect.header ? 'header' : 'first row'} ${n === '1' ? 'is' : 'are'} not part of the table; set "lines to skip" to 0 to read ${n === '1' ? 'it' : 'them'}.`),
    ...found.comments.issue('other', null, (n, at) => `${plural(n, 'comment line')} beginning with ${plan.dialect.comment} ${n === '1' ? 'was' : 'were'} left out (${at}); clear the comment mark to read ${n === '1' ? 'it' : 'them'}.`),
    ...ragged.blank.issue('other', null, (n, at) => `${plural(n, 'blank line')} ${n === '1' ? 'was' : 'were'} left out (${at}).`),
    ...ragged.short.issue('ragged-row', null, (n, at) => `${plural(n, 'row has', 'rows have')} fewer than ${width} cells (${at}); kept, with the cells that are not there as missing.`),
    ...ragged.long.issue('ragged-row', null, (n, at) => `${plural(n, 'row has', 'rows have')} more than ${width} cells (${at}); kept, without the cells beyond the last column. Check delimiter and quotes.`),
    ...found.quotes.issue('unreadable-row', null, (n, at) => `${plural(n, 'row has', 'rows have')} a quote that is not closed or not doubled (${at}); kept as written. Read the file with quotes off if ${n === '1' ? 'it looks' : 'they look'} wrong.`),
    ...found.characters.issue('other', null, (n, at) => `${plural(n, 'character')} could not be read as ${plan.dialect.encoding} (from ${at} on) and became \uFFFD. Choose another encoding, such as windows-1252.`),
  ];
}

function cellIssues(plan: ReadPlan, builders: readonly ColumnBuilder[]): readonly ImportIssue[] {
  return builders.flatMap((builder, j) => {
    const name = plan.names[j]!;
    const kind = plan.columns[j]!.type;
    return builder.unreadable.issue('unreadable-cell', name, (n, at) =>
      `${plural(n, 'cell')} of the ${kind} column "${name}" ${n === '1' ? 'is' : 'are'} not a ${kind} (${at}) and ${n === '1' ? 'was' : 'were'} read as missing. To keep ${n === '1' ? 'its text' : 'their texts'}, set the type of the column to category or text.`);
  });
}
