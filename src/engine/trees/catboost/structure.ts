import { obliviousLeaves } from '../../kernels/twins/oblivious.ts';
import { type Field, type Split, binsOf } from './field.ts';
import { blocksOf } from './losses/blocks.ts';

/** The shape of a tree. */
export type Structure = {
  /** Symmetric trees: the question of each level; a leaf's number has bit s where the answer to question s is yes. Others: of each node. */
  readonly splits: readonly Split[];
  /** `null` for symmetric trees. Children of node n at 2n (no) and 2n + 1 (yes): a node, or −1 − leaf. Node 0 is the root. */
  readonly children: Int32Array | null;
};

/** A grown tree. */
export type Tree = Structure & {
  /** leaves × outputs, with the learning rate in them. */
  readonly values: Float64Array;
  /** Weight and number of the training rows of each leaf. */
  readonly weights: Float64Array;
  readonly counts: Float64Array;
};

export const leafCount = ({ splits, children }: Structure): number => (children === null ? 1 << splits.length : splits.length + 1);

/** Fills the leaf of every row, as the fold sees the columns, at address `leafOf`. */
export function assignLeaves(field: Field, structure: Structure, fold: number, leafOf: number): void {
  const { i32, u8 } = field.backend.memory;
  const base = leafOf >> 2;
  const { splits, children } = structure;
  if (children === null) {
    const { memory } = field.backend;
    const mark = memory.mark();
    const at = memory.alloc(splits.length * 12);
    i32.set(splits.flatMap((split) => [binsOf(field, split, fold), split.border, split.kind === 'oneHot' ? 1 : 0]), at >> 2);
    field.backend.run(obliviousLeaves, blocksOf(field.rows).map(([from, to]) => [at, splits.length, leafOf, from, to]));
    memory.release(mark);
    return;
  }
  if (splits.length === 0) {
    i32.fill(0, base, base + field.rows);
    return;
  }
  const bins = splits.map((split) => binsOf(field, split, fold));
  for (let row = 0; row < field.rows; row++) {
    let node = 0;
    while (node >= 0) {
      const split = splits[node]!;
      const bin = u8[bins[node]! + row]!;
      node = children[2 * node + (split.kind === 'oneHot' ? (bin === split.border ? 1 : 0) : bin > split.border ? 1 : 0)]!;
    }
    i32[base + row] = -1 - node;
  }
}
