import type { GrownTree } from '../grow/grown-tree.ts';

/** A tree that says nothing, for outputs in which there is nothing to learn. */
export const constantTree = (rows: number): GrownTree => ({
  nodes: 1, feature: Int32Array.of(-1), bin: Int32Array.of(-1), threshold: Float64Array.of(0), left: Int32Array.of(-1), right: Int32Array.of(-1), missingLeft: Uint8Array.of(0),
  leftCategories: [null], value: Float64Array.of(0), gain: Float64Array.of(0), cover: Float64Array.of(0), count: Float64Array.of(rows),
});
