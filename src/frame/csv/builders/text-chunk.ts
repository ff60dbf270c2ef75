import { MaskBuilder } from '../../bits.ts';
import type { ChunkColumn } from '../../table.ts';
import { grown } from './builder.ts';

const encoder = new TextEncoder();
/** Up to here a loop of our own beats the encoder's call. */
const SHORT = 48;

/** One chunk of texts as UTF-8 behind each other. */
export class TextChunk {
  #bytes = new Uint8Array(0);
  #offsets = new Uint32Array(1);
  #length = 0;
  rows = 0;
  readonly mask = new MaskBuilder();

  push(text: string): void {
    const most = this.#length + text.length * 3;
    if (most > this.#bytes.length) this.#bytes = grown(this.#bytes, most, (n) => new Uint8Array(n));
    if (text.length > SHORT || !this.#ascii(text)) this.#length += encoder.encodeInto(text, this.#bytes.subarray(this.#length)).written;
    this.#close();
  }

  pushMissing(): void {
    this.mask.set(this.rows);
    this.#close();
  }

  take(): Extract<ChunkColumn, { type: 'text' }> {
    const chunk = {
      type: 'text' as const,
      offsets: this.#offsets.slice(0, this.rows + 1),
      bytes: this.#bytes.slice(0, this.#length),
      missing: this.mask.take(this.rows),
    };
    this.rows = 0;
    this.#length = 0;
    return chunk;
  }

  #ascii(text: string): boolean {
    const bytes = this.#bytes;
    let at = this.#length;
    for (let i = 0; i < text.length; i++) {
      const c = text.charCodeAt(i);
      if (c > 127) return false;
      bytes[at++] = c;
    }
    this.#length = at;
    return true;
  }

  #close(): void {
    this.rows++;
    if (this.rows >= this.#offsets.length) this.#offsets = grown(this.#offsets, this.rows + 1, (n) => new Uint32Array(n));
    this.#offsets[this.rows] = this.#length;
  }
}
