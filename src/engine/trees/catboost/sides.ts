import type { Field } from './field.ts';
import type { Part } from './part.ts';

/**
 * After a split: the rows of each parent's smaller child, in ascending order, at address `rows`; and at `flags` a byte a parent, 1
 * where that child is the one with the new bit. Returns the number of rows.
 */
export function smallerSides(field: Field, part: Part, leafOf: number, level: number, rows: number, flags: number): number {
  const { i32, u8 } = field.backend.memory;
  const parents = 1 << (level - 1);
  const leaf = leafOf >> 2;
  const list = part.rows >> 2;
  const counts = new Int32Array(2 * parents);
  for (let i = 0; i < part.count; i++) counts[i32[leaf + (part.rows === 0 ? i : i32[list + i]!)]!]!++;
  const smaller = new Uint8Array(2 * parents);
  for (let p = 0; p < parents; p++) {
    const upper = counts[p + parents]! < counts[p]!;
    u8[flags + p] = upper ? 1 : 0;
    smaller[upper ? p + parents : p] = 1;
  }
  let n = 0;
  const out = rows >> 2;
  for (let i = 0; i < part.count; i++) {
    const row = part.rows === 0 ? i : i32[list + i]!;
    i32[out + n] = row;
    n += smaller[i32[leaf + row]!]!;
  }
  return n;
}
