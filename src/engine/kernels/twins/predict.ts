import type { Memory } from '../memory.ts';

/** How a tree's nodes lie in memory, chosen tree by tree. */
export const NODES = {
  /** 8 bytes: threshold (single), then 16 bits: byte offset of the feature, its lowest bit set where missing values go right; 16 bits: left child. */
  single: 0,
  /** 16 bytes: threshold (double), 32 bits as above, left child. */
  double: 1,
  /** 32 bytes: threshold, feature (−1: leaf), left, right, whether missing values go left, address of a set of categories or 0. */
  any: 2,
} as const;

function nextAny({ f64, i32, u32 }: Memory, node: number, value: number): number {
  const set = u32[node / 4 + 6]!;
  let left = value <= f64[node / 8]!;
  if (Number.isNaN(value)) left = i32[node / 4 + 5] !== 0;
  else if (set !== 0) {
    const word = value >= 0 && value < 2 ** 32 ? Math.trunc(value) : 0xffff_ffff;
    left = word >>> 5 < u32[set / 4]! && ((u32[set / 4 + 1 + (word >>> 5)]! >>> (word & 31)) & 1) !== 0;
  }
  return u32[node / 4 + (left ? 3 : 4)]!;
}

/**
 * Adds the trees up for a block of rows. `x`: rows × p doubles; `single`: room for as many singles; `trees`: 32 bytes each (kind,
 * depth, address of its nodes, of its values, output); `out`: rows × outputs doubles. `flags`: 1: values are rounded to single
 * precision first; 2: there are trees of the first kind. In the first two kinds the right child follows the left, and a leaf is its own
 * left child under a threshold of infinity, so that `depth` steps end in a leaf.
 */
export function predictRows(memory: Memory, x: number, rows: number, p: number, single: number, trees: number, count: number, width: number, outputs: number, out: number, flags: number): void {
  const { f64, f32, i32, u32 } = memory;
  for (let i = 0; i < rows * p; i++) {
    if ((flags & 2) !== 0) f32[single / 4 + i] = f64[x / 8 + i]!;
    if ((flags & 1) !== 0) f64[x / 8 + i] = Math.fround(f64[x / 8 + i]!);
  }
  f64.fill(0, out / 8, out / 8 + rows * outputs);
  for (let i = 0; i < rows; i++) {
    for (let t = 0; t < count; t++) {
      const tree = trees / 4 + 8 * t;
      const [kind, depth, nodes, values, output] = [i32[tree]!, i32[tree + 1]!, u32[tree + 2]!, u32[tree + 3]!, i32[tree + 4]!];
      let at = 0;
      if (kind === NODES.any) {
        for (let node = nodes; i32[node / 4 + 2]! >= 0; node = nodes + 32 * at) at = nextAny(memory, node, f64[x / 8 + i * p + i32[node / 4 + 2]!]!);
      } else {
        for (let k = 0; k < depth; k++) {
          const [value, threshold, feature, left] = kind === NODES.single
            ? packed(memory, nodes + 8 * at, single / 4 + i * p)
            : [f64[x / 8 + i * p + (u32[nodes / 4 + 4 * at + 2]! >>> 3)]!, f64[nodes / 8 + 2 * at]!, u32[nodes / 4 + 4 * at + 2]!, u32[nodes / 4 + 4 * at + 3]!];
          at = left + Number(Number.isNaN(value) ? (feature & 1) === 1 : value > threshold);
        }
      }
      for (let k = 0; k < width; k++) f64[out / 8 + i * outputs + output + k]! += f64[values / 8 + at * width + k]!;
    }
  }
}

/** A value and the node of the first kind that asks for it. */
function packed({ f32, u32 }: Memory, node: number, row: number): readonly [value: number, threshold: number, feature: number, left: number] {
  const low = u32[node / 4 + 1]!;
  return [f32[row + ((low & 0xfffc) >>> 2)]!, f32[node / 4]!, low & 1, low >>> 16];
}
