import { FrameError } from '../error.ts';
import { ordinal } from '../ordinal.ts';
import type { Table } from '../table.ts';
import type { Watch } from '../watch.ts';
import { unpacked } from './bytes.ts';
import type { Dialect, ImportOptions } from './options.ts';
import { type ReadPlan, planReading } from './plan.ts';
import { readTable } from './read-table.ts';
import type { ImportIssue, Sniff } from './report.ts';
import { dialectSentence } from './sentence.ts';
import { NotUtf8 } from './text-pieces.ts';

export interface CsvWatch extends Watch {
  /** Bytes that the table may take. */
  readonly memoryBudget?: number;
}

export interface CsvImport {
  readonly table: Table;
  readonly dialect: Dialect;
  /** Columns as read, with the reason of their type. */
  readonly columns: Sniff['columns'];
  readonly sentence: string;
  readonly issues: readonly ImportIssue[];
}

/** The sample, a wrong encoding, and one wrong type after another: more often than this nothing needs reading again. */
const MAX_READINGS = 6;

/**
 * Reads a delimited file (or a gzip of one) into typed chunks, in one stream of about a megabyte at a time. Everything that
 * `options` leaves open is detected. Where the stream contradicts the sample the file is read again with the column's type
 * changed, so no cell is lost; cells that stay unreadable are counted and listed in `issues`.
 *
 * Throws FrameError: 'data' (empty, binary, header only), 'limit' (over the memory budget; the message offers `everyNth`),
 * 'cancelled'.
 */
export async function importCsv(file: Blob, name: string, options: ImportOptions, watch: CsvWatch = {}): Promise<CsvImport> {
  const budget = watch.memoryBudget ?? Infinity;
  const plain = await unpacked(file, Number.isFinite(budget) ? Math.max(budget * 8, 1 << 26) : undefined);
  let plan = await planReading(plain, options);
  if (plan.estimatedBytes > budget) throw overBudget(name, plan.estimatedBytes, budget, options);
  let strict = plan.dialect.encoding === 'utf-8' && options.dialect.encoding === undefined;
  for (let reading = 1; ; reading++) {
    try {
      const read = await readTable(plain, plan, { everyNth: options.everyNth, strict, mayChange: reading < MAX_READINGS, watch, budget });
      if (read.kind === 'table') return report(read.table, plan, read.issues);
      plan = read.plan;
    } catch (error) {
      if (error instanceof FrameError && error.code === 'limit' && error.at.column === undefined) throw overBudget(name, Math.max(plan.estimatedBytes, budget * 1.5), budget, options);
      if (!(error instanceof NotUtf8)) throw error;
      plan = await planReading(plain, { ...options, dialect: { ...options.dialect, encoding: 'windows-1252' } });
      strict = false;
    }
  }
}

function report(table: Table, plan: ReadPlan, issues: readonly ImportIssue[]): CsvImport {
  return {
    table,
    dialect: plan.dialect,
    columns: table.columns.map((column, j) => {
      const planned = plan.columns[j]!;
      const why = planned.type === column.type ? planned.why : `The sample looked like ${planned.type}, the whole column is ${column.type === 'text' ? 'mostly different values' : 'few values that repeat'}.`;
      return { name: column.name, type: column.type, why };
    }),
    sentence: dialectSentence(plan.dialect, table.columns.length),
    issues,
  };
}

function overBudget(name: string, bytes: number, budget: number, options: ImportOptions): FrameError {
  const nth = Math.max(2, Math.ceil((bytes * options.everyNth * 1.1) / budget));
  const size = (b: number): string => (b >= 1e9 ? `${(b / 1e9).toFixed(1)} GB` : `${Math.max(1, Math.round(b / 1e6))} MB`);
  return new FrameError('limit', `"${name}" would take about ${size(bytes)} in memory; ${size(budget)} are set aside for a table. Read only every ${ordinal(nth)} row, or leave columns out of the file.`, { everyNth: nth });
}
