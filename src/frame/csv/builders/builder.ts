import type { ChunkColumn, ColumnInfo } from '../../table.ts';
import type { Batch } from '../batches.ts';
import type { Finding } from '../issues.ts';

/** A column as it grows: cells come in stretches of rows, chunks are closed at equal heights. */
export interface ColumnBuilder {
  /** Cells `from … to` (rows of the batch) of column `column`. */
  add(batch: Batch, from: number, to: number, column: number): void;
  endChunk(): void;
  finish(name: string): { readonly info: ColumnInfo; readonly chunks: readonly ChunkColumn[] };
  /** Cells that were neither a value of the type nor missing; read as missing and listed. */
  readonly unreadable: Finding;
  /** Cells that held a value of the type. */
  readonly values: number;
  /** Bytes of the closed chunks. */
  readonly bytes: number;
}

/** A bigger copy, twice the size at least. */
export function grown<A extends Float64Array | Int32Array | Uint32Array | Uint8Array>(array: A, atLeast: number, make: (length: number) => A): A {
  const bigger = make(Math.max(256, atLeast, array.length * 2));
  bigger.set(array);
  return bigger;
}
