/**
 * A table as it lies on disk and in a worker: typed chunks of equal height, a bitmap for what is missing.
 * Plain data throughout, so a table clones, stores and crosses a thread by itself.
 */
export type ColumnType = 'number' | 'category' | 'date' | 'text';

/** What is true of a column in every chunk. */
export interface ColumnInfo {
  readonly name: string;
  readonly type: ColumnType;
  /** Category columns only: code `k` in a chunk stands for `dictionary[k]`. */
  readonly dictionary?: readonly string[];
  /** Date columns only: the pattern the dates were written in, for showing them again. */
  readonly dateFormat?: string;
}

export type NumberArray = Float64Array | Float32Array | Int32Array | Int16Array | Int8Array | Uint32Array | Uint16Array | Uint8Array;
export type CodeArray = Int32Array | Uint16Array | Uint8Array;

/** Bit `i & 7` of byte `i >> 3` is set where row `i` of the chunk is missing; `null` where none is. */
export type MissingMask = Uint8Array | null;

export type ChunkColumn =
  | { readonly type: 'number'; readonly values: NumberArray; readonly missing: MissingMask }
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  | { readonly type: 'date'; readonly values: Float64Array; readonly missing: MissingMask }
  | { readonly type: 'category'; readonly codes: CodeArray; readonly missing: MissingMask }
  /** Row `i` is the UTF-8 text of `bytes[offsets[i] … offsets[i + 1]]`; `offsets` has rows + 1 entries. */
  | { readonly type: 'text'; readonly offsets: Uint32Array; readonly bytes: Uint8Array; readonly missing: MissingMask };

export interface Chunk {
  readonly rows: number;
  /** One per table column, in the table's order. */
  readonly columns: readonly ChunkColumn[];
}

export interface Table {
  readonly rows: number;
  readonly columns: readonly ColumnInfo[];
  /** Every chunk but the last has exactly this many rows. */
  readonly chunkRows: number;
  readonly chunks: readonly Chunk[];
}

/** 65,536 rows: large enough to amortise a read, small enough (512 KB a column) to stream. */
export const CHUNK_ROWS = 65_536;

export const isMissing = (mask: MissingMask, row: number): boolean => mask !== null && ((mask[row >> 3]! >> (row & 7)) & 1) === 1;

/** What every layer may know of a table without holding it. */
export interface TableInfo {
  /** SHA-256 (hex) of the table's content; names it in storage and in every result's key. */
  readonly hash: string;
  readonly rows: number;
  readonly columns: readonly ColumnInfo[];
  readonly bytes: number;
}
