import { importCsv } from '../frame/csv/import-csv.ts';
import type { ImportOptions } from '../frame/csv/options.ts';
import { defaultImport } from '../frame/csv/options.ts';
import type { ImportIssue } from '../frame/csv/report.ts';
import { encodeTable } from '../frame/codec.ts';
import { profileTable } from '../frame/profile-table.ts';
import type { TableProfile } from '../frame/profile.ts';
import type { Table } from '../frame/table.ts';
import { totalmem } from 'node:os';
import { createHash } from 'node:crypto';
import type { DataSource } from '../study/schema.ts';
import { openData } from './files.ts';
import type { Terminal } from './terminal.ts';

/** A table as read from the command line's DATA. */
export interface Source {
  readonly table: Table;
  readonly data: DataSource;
  readonly issues: readonly ImportIssue[];
  readonly sentence: string;
}

/** Half of the machine's memory: the table, and room to work on it. */
const MEMORY_SHARE = 0.5;

/** Reads DATA and says on stderr how it was read and what was odd about it. */
export async function readSource(path: string, options: Partial<ImportOptions>, terminal: Terminal): Promise<Source> {
  const { blob, name } = await openData(path);
  const all: ImportOptions = { ...defaultImport, ...options };
  const { table, dialect, sentence, issues } = await importCsv(blob, name, all, {
    signal: new AbortController().signal,
    progress: ({ done, total }) => terminal.progress(`Reading ${name}: ${Math.round((100 * done) / Math.max(1, total))} %`),
    memoryBudget: totalmem() * MEMORY_SHARE,
  });
  terminal.done();
  terminal.err(`${name}: ${table.rows.toLocaleString('en')} rows × ${table.columns.length} columns. ${sentence}`);
  for (const issue of issues) terminal.err(`  ${issue.message}`);
  const hash = createHash('sha256').update(encodeTable(table)).digest('hex');
  return {
    table, issues, sentence,
    data: { table: hash, file: null, name, sample: null, rows: table.rows, columns: table.columns, options: all, dialect, image: null },
  };
}

export const profileOf = (table: Table): Promise<TableProfile> | TableProfile => profileTable(table);
