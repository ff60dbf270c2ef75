import type { Memory } from '../memory.ts';

/** Rows that go through all trees together: the bytes of every column, leaf number and result. */
export const TILE = 128;
/** What a missing category, and one that is in no set, is written as. */
export const MISSING_CATEGORY = 254;
const UNKNOWN = 255;

const signed = (byte: number): number => (byte << 24) >> 24;

/** Writes a row's bytes in the columns of a ladder. */
function write({ u8, u32, f64 }: Memory, ladder: number, scratch: number, value: number): void {
  const [thresholds, top, left, right] = [u32[ladder / 4 + 1]!, u32[ladder / 4 + 2]!, u32[ladder / 4 + 3]!, u32[ladder / 4 + 4]!];
  if (thresholds === 0) {
    const code = Number.isNaN(value) ? MISSING_CATEGORY : value >= 0 && value < MISSING_CATEGORY ? Math.trunc(value) : UNKNOWN;
    u8[scratch + left] = code >>> 3;
    u8[scratch + left + TILE] = 1 << (code & 7);
    return;
  }
  let rank = 0;
  for (let k = 0; k < top / 4 - 1; k++) if (value > f64[thresholds / 8 + k]!) rank++;
  if (left !== 0) u8[scratch + left] = rank - 128;
  if (right !== 0) u8[scratch + right] = (Number.isNaN(value) ? 255 : rank) - 128;
}

/** Whether the row goes right at a node, and the next node's address. */
function ask({ u8, u32 }: Memory, node: number, scratch: number): readonly [right: boolean, next: number] {
  const column = scratch + u32[node / 4]!;
  if (column % 2 === 0) return [signed(u8[column]!) > signed(u8[node + 12]!), node + 16];
  return [(u8[node + 16 + u8[column - 1]!]! & u8[column - 1 + TILE]!) === 0, node + 48];
}

/**
 * Adds the trees up for a block of rows: `x` rows × p doubles (and room for seven rows more), `out` rows × outputs doubles. All nodes of a tree are asked, of
 * many rows at once, instead of those on a row's way: they are bytes then, and no row waits for another.
 *
 * `model`: 32 bytes (address of the ladders and how many they are), then 32 bytes a tree: whether it is symmetric, where its nodes begin and
 * end, address of its values, output, where its leaf's number will be. A ladder (32 bytes) turns a number into its rank
 * among up to 255 ascending thresholds: byte offset of the feature, address of the thresholds (2^k − 1, filled up with infinity), 2^(k + 2), columns
 * where missing values are below and where they are above all thresholds (or 0). Without thresholds it is a category's.
 * `scratch` holds bytes of a tile: the numbers 0 … `most` − 1 of leaves, results, columns; nodes say offsets in it.
 *
 * A node (16 bytes, children first): column, place of the left and of the right child's result; then 8 bits: the row goes right where its rank
 * is above them; 24 bits: place of its own result. In symmetric trees, whose nodes stand for levels, the second word is the bit it
 * adds to the leaf's number. An odd column is a category's (+ 1); a set of 256 bits follows, of those who go left.
 */
export function predictLanes(memory: Memory, x: number, rows: number, p: number, scratch: number, model: number, count: number, width: number, outputs: number, out: number, most: number): void {
  const { u8, u32, i32, f64 } = memory;
  for (let leaf = 0; leaf < most; leaf++) u8[scratch + leaf * TILE] = leaf;
  f64.fill(0, out / 8, out / 8 + rows * outputs);
  const [ladders, ladderCount] = [u32[model / 4]!, u32[model / 4 + 1]!];
  for (let i = 0; i < rows; i++) {
    for (let k = 0; k < ladderCount; k++) write(memory, ladders + 32 * k, scratch, f64[(x + i * p * 8 + u32[ladders / 4 + 8 * k]!) / 8]!);
    for (let t = 0; t < count; t++) {
      const tree = model / 4 + 8 + 8 * t;
      const [isSymmetric, first, end, values, output, result] = [u32[tree] === 1, u32[tree + 1]!, u32[tree + 2]!, u32[tree + 3]!, i32[tree + 4]!, scratch + u32[tree + 5]!];
      if (isSymmetric) u8[result] = 0;
      for (let node = first; node < end;) {
        const [right, next] = ask(memory, node, scratch);
        const at = node / 4;
        if (!isSymmetric) u8[scratch + (u32[at + 3]! >>> 8)] = u8[scratch + u32[at + (right ? 2 : 1)]!]!;
        else if (right) u8[result]! |= u32[at + 1]!;
        node = next;
      }
      for (let k = 0; k < width; k++) f64[out / 8 + i * outputs + output + k]! += f64[values / 8 + u8[result]! * width + k]!;
    }
  }
}
