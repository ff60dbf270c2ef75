import { MaskBuilder } from '../../bits.ts';
import { type DateOrder, parseDate } from '../../date.ts';
import type { ChunkColumn, ColumnInfo } from '../../table.ts';
import type { Batch } from '../batches.ts';
import { Finding } from '../issues.ts';
import type { Missing } from '../missing.ts';
import { type ColumnBuilder, grown } from './builder.ts';
import { ones } from './number-builder.ts';

/** Dates as milliseconds. Notes whether the other order of day and month would have read every cell. */
export class DateBuilder implements ColumnBuilder {
  readonly unreadable = new Finding();
  values = 0;
  bytes = 0;
  /** Cells that only the other order of day and month can read, and cells that only this one can. */
  otherOnly = 0;
  thisOnly = 0;
  #staged = new Float64Array(0);
  #rows = 0;
  readonly #mask = new MaskBuilder();
  readonly #chunks: ChunkColumn[] = [];
  #lastText = '';
  #lastValue = NaN;

  constructor(
    readonly order: DateOrder,
    readonly format: string,
    readonly ambiguous: boolean,
    readonly missing: Missing,
  ) {}

  add(batch: Batch, from: number, to: number, column: number): void {
    const end = this.#rows + to - from;
    if (end > this.#staged.length) this.#staged = grown(this.#staged, end, (n) => new Float64Array(n));
    const { rows } = batch;
    let at = this.#rows;
    for (let r = from; r < to; r++) {
      const cell = rows[r]![column]!;
      const value = cell === '' ? NaN : this.#read(cell);
      this.#staged[at] = value;
      if (value !== value) {
        this.#mask.set(at);
        if (!this.missing.markers.has(cell) && !this.missing.markers.has(cell.trim())) this.unreadable.add(batch.lineOf(r), cell);
      }
      at++;
    }
    this.#rows = at;
  }

  /** Neighbouring rows often share their date. */
  #read(cell: string): number {
    if (cell === this.#lastText) return this.#lastValue;
    const value = parseDate(cell, this.order);
    if (this.ambiguous) {
      const other = parseDate(cell, this.order === 'dmy' ? 'mdy' : 'dmy');
      if (value !== value && other === other) this.otherOnly++;
      if (value === value && other !== other) this.thisOnly++;
    }
    this.#lastText = cell;
    this.#lastValue = value;
    return value;
  }

  endChunk(): void {
    const missing = this.#mask.take(this.#rows);
    const values = this.#staged.slice(0, this.#rows);
    this.#chunks.push({ type: 'date', values, missing });
    this.values += this.#rows;
    if (missing !== null) for (const byte of missing) this.values -= ones(byte);
    this.bytes += values.byteLength + (missing?.length ?? 0);
    this.#rows = 0;
  }

  finish(name: string): { readonly info: ColumnInfo; readonly chunks: readonly ChunkColumn[] } {
    return { info: { name, type: 'date', dateFormat: this.format }, chunks: this.#chunks };
  }
}
