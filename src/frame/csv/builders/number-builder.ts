import { MaskBuilder } from '../../bits.ts';
import { narrowNumbers } from '../../narrow.ts';
import type { ChunkColumn, ColumnInfo } from '../../table.ts';
import type { Batch } from '../batches.ts';
import { Finding } from '../issues.ts';
import type { Missing } from '../missing.ts';
import { type ColumnBuilder, grown } from './builder.ts';

/** Numbers: staged as doubles, closed into the narrowest array that holds them exactly. */
export class NumberBuilder implements ColumnBuilder {
  readonly unreadable = new Finding();
  values = 0;
  bytes = 0;
  #staged = new Float64Array(0);
  #rows = 0;
  readonly #mask = new MaskBuilder();
  readonly #chunks: ChunkColumn[] = [];
  readonly #sentinels: readonly number[];

  constructor(
    readonly parse: (text: string) => number,
    readonly missing: Missing,
  ) {
    this.#sentinels = missing.numbers;
  }

  add(batch: Batch, from: number, to: number, column: number): void {
    const end = this.#rows + to - from;
    if (end > this.#staged.length) this.#staged = grown(this.#staged, end, (n) => new Float64Array(n));
    const { rows } = batch;
    const { parse } = this;
    const staged = this.#staged;
    let at = this.#rows;
    for (let r = from; r < to; r++) {
      const cell = rows[r]![column]!;
      const value = cell === '' ? NaN : parse(cell);
      if (value === value && (this.#sentinels.length === 0 || !this.#sentinels.includes(value))) staged[at] = value;
      else this.#without(cell, value, at, batch, r);
      at++;
    }
    this.#rows = at;
  }

  #without(cell: string, value: number, at: number, batch: Batch, r: number): void {
    this.#staged[at] = NaN;
    this.#mask.set(at);
    if (value === value || this.missing.markers.has(cell) || this.missing.markers.has(cell.trim())) return;
    this.unreadable.add(batch.lineOf(r), cell);
  }

  endChunk(): void {
    const missing = this.#mask.take(this.#rows);
    const values = narrowNumbers(this.#staged, this.#rows, missing);
    this.#chunks.push({ type: 'number', values, missing });
    this.values += this.#rows;
    if (missing !== null) for (const byte of missing) this.values -= ones(byte);
    this.bytes += values.byteLength + (missing?.length ?? 0);
    this.#rows = 0;
  }

  finish(name: string): { readonly info: ColumnInfo; readonly chunks: readonly ChunkColumn[] } {
    return { info: { name, type: 'number' }, chunks: this.#chunks };
  }
}

/** Set bits of a byte. */
export function ones(byte: number): number {
  let n = 0;
  for (let b = byte; b !== 0; b &= b - 1) n++;
  return n;
}
