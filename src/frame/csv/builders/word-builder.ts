import { MaskBuilder } from '../../bits.ts';
import { codeArray } from '../../narrow.ts';
import { type ChunkColumn, type CodeArray, type ColumnInfo, type MissingMask, isMissing } from '../../table.ts';
import type { Batch } from '../batches.ts';
import { MAX_CATEGORIES, isCategory } from '../infer-type.ts';
import { Finding, detached } from '../issues.ts';
import type { Missing } from '../missing.ts';
import { type ColumnBuilder, grown } from './builder.ts';
import { ones } from './number-builder.ts';
import { TextChunk } from './text-chunk.ts';

const MISSING = -1;

interface CodeChunk {
  readonly codes: CodeArray;
  readonly missing: MissingMask;
  readonly rows: number;
}

/**
 * Words: categories as codes into a dictionary while they are few, text as bytes once they are many. Unless the person chose,
 * the whole column decides, not the sample. Spaces around categories are dropped; text is kept as written.
 */
export class WordBuilder implements ColumnBuilder {
  readonly unreadable = new Finding();
  values = 0;
  bytes = 0;
  /** Word → code; markers of missing cells have the code −1. */
  #codes = new Map<string, number>();
  #words: string[] = [];
  #staged = new Int32Array(0);
  #rows = 0;
  readonly #mask = new MaskBuilder();
  #closed: CodeChunk[] = [];
  #text: TextChunk | null = null;
  readonly #textChunks: ChunkColumn[] = [];

  constructor(
    readonly forced: 'category' | 'text' | null,
    readonly missing: Missing,
  ) {
    for (const marker of missing.markers) this.#codes.set(marker, MISSING);
    if (forced === 'text') this.#text = new TextChunk();
  }

  add(batch: Batch, from: number, to: number, column: number): void {
    let r = from;
    if (this.#text === null) r = this.#addCodes(batch, from, to, column);
    if (r < to) this.#addTexts(batch, r, to, column);
  }

  /** Row at which the words became too many for codes; `to` where they did not. */
  #addCodes(batch: Batch, from: number, to: number, column: number): number {
    const end = this.#rows + to - from;
    if (end > this.#staged.length) this.#staged = grown(this.#staged, end, (n) => new Int32Array(n));
    const { rows } = batch;
    const codes = this.#codes;
    const staged = this.#staged;
    for (let r = from; r < to; r++) {
      const cell = rows[r]![column]!;
      const code = codes.get(cell) ?? this.#learn(cell);
      if (code === MISSING) this.#mask.set(this.#rows);
      staged[this.#rows++] = code;
      if (this.forced === null && this.#words.length > MAX_CATEGORIES) {
        this.#toText();
        return r + 1;
      }
    }
    return to;
  }

  /** The code of a word not met before. Words are kept as written until it is settled that they are categories. */
  #learn(cell: string): number {
    const word = detached(cell);
    const code = this.missing.markers.has(word.trim()) ? MISSING : this.#words.push(word) - 1;
    this.#codes.set(word, code);
    return code;
  }

  #addTexts(batch: Batch, from: number, to: number, column: number): void {
    const text = this.#text!;
    const { markers } = this.missing;
    for (let r = from; r < to; r++) {
      const cell = batch.rows[r]![column]!;
      // No marker is long; most texts are.
      if (cell === '' || (cell.length < 24 && (markers.has(cell) || markers.has(cell.trim())))) text.pushMissing();
      else text.push(cell);
    }
  }

  /** Everything read so far, as text: nothing is lost, the dictionary has every word. */
  #toText(): void {
    const text = new TextChunk();
    for (const chunk of this.#closed) {
      this.#write(text, chunk.codes, chunk.missing, chunk.rows);
      this.#textChunks.push(text.take());
    }
    this.#write(text, this.#staged, this.#mask.take(this.#rows), this.#rows);
    this.#text = text;
    this.#closed = [];
    this.#codes = new Map();
    this.#words = [];
    this.#staged = new Int32Array(0);
    this.#rows = 0;
  }

  #write(text: TextChunk, codes: CodeArray, missing: MissingMask, rows: number): void {
    for (let i = 0; i < rows; i++) {
      if (isMissing(missing, i)) text.pushMissing();
      else text.push(this.#words[codes[i]!]!);
    }
  }

  endChunk(): void {
    if (this.#text !== null) {
      const rows = this.#text.rows;
      const chunk = this.#text.take();
      this.#textChunks.push(chunk);
      this.#count(chunk.missing, rows);
      this.bytes += chunk.bytes.length + chunk.offsets.byteLength;
      return;
    }
    const missing = this.#mask.take(this.#rows);
    const codes = codeArray(this.#words.length, this.#rows);
    for (let i = 0; i < this.#rows; i++) codes[i] = this.#staged[i] === MISSING ? 0 : this.#staged[i]!;
    this.#closed.push({ codes, missing, rows: this.#rows });
    this.#count(missing, this.#rows);
    this.bytes += codes.byteLength + (missing?.length ?? 0);
    this.#rows = 0;
  }

  #count(missing: MissingMask, rows: number): void {
    this.values += rows;
    if (missing !== null) for (const byte of missing) this.values -= ones(byte);
  }

  finish(name: string): { readonly info: ColumnInfo; readonly chunks: readonly ChunkColumn[] } {
    const categories = this.#text === null ? [...new Set(this.#words.map((word) => word.trim()))] : [];
    if (this.#text === null && this.forced === null && !isCategory(categories.length, this.values)) this.#toText();
    if (this.#text !== null) return { info: { name, type: 'text' }, chunks: this.#textChunks };
    // In order of the alphabet, whatever order the rows have.
    categories.sort((a, b) => (a < b ? -1 : 1));
    const rank = new Map(categories.map((word, k) => [word, k]));
    const ranks = Int32Array.from(this.#words, (word) => rank.get(word.trim())!);
    const chunks = this.#closed.map(({ codes, missing, rows }): ChunkColumn => {
      const sorted = codeArray(categories.length, rows);
      for (let i = 0; i < rows; i++) sorted[i] = isMissing(missing, i) ? 0 : ranks[codes[i]!]!;
      return { type: 'category', codes: sorted, missing };
    });
    return { info: { name, type: 'category', dictionary: categories }, chunks };
  }
}
