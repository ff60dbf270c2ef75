import type { MissingMask } from './table.ts';

/** Missing bits of one chunk as it grows; `take` answers `null` where none was set. */
export class MaskBuilder {
  #bits = new Uint8Array(0);
  #any = false;

  set(row: number): void {
    const at = row >> 3;
    if (at >= this.#bits.length) {
      const grown = new Uint8Array(Math.max(128, at + 1, this.#bits.length * 2));
      grown.set(this.#bits);
      this.#bits = grown;
    }
    this.#bits[at]! |= 1 << (row & 7);
    this.#any = true;
  }

  /** The mask of `rows` rows; the builder starts again empty. */
  take(rows: number): MissingMask {
    if (!this.#any) return null;
    const mask = new Uint8Array((rows + 7) >> 3);
    mask.set(this.#bits.subarray(0, mask.length));
    this.#bits.fill(0);
    this.#any = false;
    return mask;
  }
}

/** How many of the first `rows` bits are set. */
export function countMissing(mask: MissingMask, rows: number): number {
  if (mask === null) return 0;
  let count = 0;
  for (let i = 0; i < rows; i++) count += (mask[i >> 3]! >> (i & 7)) & 1;
  return count;
}
