import type { ColumnType, TableInfo } from '../table.ts';
import type { Dialect } from './options.ts';

/** What was found by looking at a sample of the file, before it is read. */
export interface Sniff {
  readonly dialect: Dialect;
  readonly columns: readonly { readonly name: string; readonly type: ColumnType; readonly why: string }[];
  /** "Comma-separated, UTF-8, with a header; 7 columns." */
  readonly sentence: string;
  /** First rows as text, for the preview. */
  readonly preview: readonly (readonly string[])[];
  readonly estimatedRows: number;
  /** Bytes the table will take in memory. */
  readonly estimatedBytes: number;
}

/** Something a person should know about the file; nothing is ever dropped without one of these. */
export interface ImportIssue {
  readonly kind: 'ragged-row' | 'unreadable-cell' | 'duplicate-name' | 'empty-name' | 'unreadable-row' | 'other';
  readonly count: number;
  /** A whole sentence: what was found, what was done about it, what can be done. */
  readonly message: string;
  readonly column: string | null;
  /** The first places, 1-based line of the file and the text found there; at most 100. */
  readonly examples: readonly { readonly line: number; readonly text: string }[];
}

export interface ImportReport {
  readonly table: TableInfo;
  /** Hash of the file's bytes as kept in storage; `null` where it was not kept. */
  readonly file: string | null;
  readonly dialect: Dialect;
  readonly sentence: string;
  readonly issues: readonly ImportIssue[];
  readonly seconds: number;
}
