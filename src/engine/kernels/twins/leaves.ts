import type { Memory } from '../memory.ts';

/** The rows of a node, segment by segment: ascending wherever the list was. */
function* rowsOf({ u32 }: Memory, node: number, segments: number, rows: number): Generator<number> {
  for (let s = 0; s < segments; s++) {
    const [begin, count] = [u32[node / 4 + 2 * s]!, u32[node / 4 + 2 * s + 1]!];
    for (let i = begin; i < begin + count; i++) yield u32[rows / 4 + i]!;
  }
}

/** Sums of a node's gradients and hessians, one after the other, into two doubles. */
export function leafSums(memory: Memory, node: number, segments: number, rows: number, gradient: number, hessian: number, out: number): void {
  const { f32, f64 } = memory;
  let [g, h] = [0, 0];
  for (const r of rowsOf(memory, node, segments, rows)) {
    g += f32[gradient / 4 + r]!;
    h += f32[hessian / 4 + r]!;
  }
  f64[out / 8] = g;
  f64[out / 8 + 1] = h;
}

/** Adds the double at `value` to the scores of a node's rows. */
export function addLeaf(memory: Memory, node: number, segments: number, rows: number, scores: number, value: number): void {
  const { f64 } = memory;
  for (const r of rowsOf(memory, node, segments, rows)) f64[scores / 8 + r]! += f64[value / 8]!;
}

/** Notes that a node's rows are in `leaf`. */
export function markLeaf(memory: Memory, node: number, segments: number, rows: number, leaves: number, leaf: number): void {
  for (const r of rowsOf(memory, node, segments, rows)) memory.i32[leaves / 4 + r] = leaf;
}

/** Finds the leaf of rows from … to. A tree: for each node feature (−1: leaf), left, right, and the address of 256 bytes that say which bins go right. */
export function route({ u8, u32, i32 }: Memory, tree: number, from: number, to: number, bins: number, stride: number, leaves: number): void {
  for (let i = from; i < to; i++) {
    let node = 0;
    for (;;) {
      const at = tree / 4 + 4 * node;
      const feature = i32[at]!;
      if (feature < 0) break;
      node = i32[at + 1 + u8[u32[at + 3]! + u8[bins + i * stride + feature]!]!]!;
    }
    i32[leaves / 4 + i] = node;
  }
}

/** Adds to the score of rows from … to the value of their leaf. */
export function addByLeaf({ u32, f64 }: Memory, leaves: number, from: number, to: number, scores: number, values: number): void {
  for (let i = from; i < to; i++) f64[scores / 8 + i]! += f64[values / 8 + u32[leaves / 4 + i]!]!;
}
