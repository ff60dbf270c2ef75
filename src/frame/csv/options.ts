import type { ColumnType } from '../table.ts';

/** How a delimited file was, or shall be, read. Everything is detected and everything can be overridden. */
export interface Dialect {
  readonly delimiter: string;
  /** '' reads with quoting off. */
  readonly quote: string;
  readonly decimal: '.' | ',';
  readonly thousands: '' | ',' | '.' | ' ' | "'";
  readonly encoding: string;
  /** Lines before the header (or the first row) that are not data. */
  readonly skipLines: number;
  readonly header: boolean;
  /** Lines that start with it are left out; '' for none. */
  readonly comment: string;
}

export interface ImportOptions {
  /** Parts left out are detected. */
  readonly dialect: Partial<Dialect>;
  /** Type by column name, where the person knows better than detection. */
  readonly types: Readonly<Record<string, ColumnType>>;
  /** Cells that mean "missing" besides the empty one. `null`: the usual ones (NA, N/A, NaN, null, ?, -, …). */
  readonly missing: readonly string[] | null;
  /** Which way round `01/02/2024` is; left out, the data decide. */
  readonly dateOrder?: 'dmy' | 'mdy';
  /** Read every k-th row only; 1 reads all. Offered where the file is over the memory budget. */
  readonly everyNth: number;
}

export const defaultImport: ImportOptions = { dialect: {}, types: {}, missing: null, everyNth: 1 };
