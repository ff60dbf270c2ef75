/** One tree as it was grown: node 0 is the root and children stand after their parents. Leaves have feature −1. */
export interface GrownTree {
  readonly nodes: number;
  readonly feature: Int32Array;
  /** Number splits: bins at or below this go left, which is where values at or below `threshold` go. */
  readonly bin: Int32Array;
  readonly threshold: Float64Array;
  /** Node numbers within the tree; −1 in leaves. */
  readonly left: Int32Array;
  readonly right: Int32Array;
  readonly missingLeft: Uint8Array;
  /** Category splits: the categories (codes) that go left; `null` elsewhere. */
  readonly leftCategories: readonly (Int32Array | null)[];
  /** What a node says: −G / (H + λ) under the rules, not shrunk. Leaf values are yours to change (learning rate, renewal) before `apply` and `addTree`. */
  readonly value: Float64Array;
  readonly gain: Float64Array;
  /** Sum of hessians and number of rows that reached the node. */
  readonly cover: Float64Array;
  readonly count: Float64Array;
}
