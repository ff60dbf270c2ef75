import type { Matrix } from '../../frame/matrix.ts';

/** A binary tree in arrays; node 0 is the root. A row goes left where its value is at or below the threshold; where it is missing, as the node says. */
export type Tree = {
  /** Column looked at, −1 in leaves. */
  readonly feature: Int32Array;
  readonly threshold: Float64Array;
  readonly left: Int32Array;
  readonly right: Int32Array;
  /** 1 where a missing value goes left. */
  readonly missingLeft: Uint8Array;
  /** Numbers a node holds: one for regression, one a class otherwise. */
  readonly width: number;
  /** nodes × width: mean, median, or share of every class. */
  readonly value: Float64Array;
  readonly impurity: Float64Array;
  /** Training rows that came here, and their weight. */
  readonly samples: Int32Array;
  readonly weight: Float64Array;
};

/** The leaf of every row. */
export function leaves({ feature, threshold, left, right, missingLeft }: Tree, X: Matrix): Int32Array {
  const p = X.columns.length;
  const result = new Int32Array(X.rows);
  for (let i = 0; i < X.rows; i++) {
    let node = 0;
    for (let j = feature[0]!; j >= 0; j = feature[node]!) {
      const value = X.values[i * p + j]!;
      node = value <= threshold[node]! || (missingLeft[node] === 1 && Number.isNaN(value)) ? left[node]! : right[node]!;
    }
    result[i] = node;
  }
  return result;
}

/** rows × width: what the leaf of every row holds. */
export function leafValues(tree: Tree, X: Matrix): Float64Array {
  const { width, value } = tree;
  const result = new Float64Array(X.rows * width);
  leaves(tree, X).forEach((node, i) => {
    for (let k = 0; k < width; k++) result[i * width + k] = value[node * width + k]!;
  });
  return result;
}

export const leafCount = (tree: Tree): number => tree.feature.reduce((n, j) => n + (j < 0 ? 1 : 0), 0);

/** Edges from the root to the deepest leaf. */
export function depthOf({ feature, left, right }: Tree): number {
  const depth = new Int32Array(feature.length);
  let most = 0;
  // Children stand after their parents.
  for (let node = 0; node < feature.length; node++) {
    most = Math.max(most, depth[node]!);
    if (feature[node]! < 0) continue;
    depth[left[node]!] = depth[node]! + 1;
    depth[right[node]!] = depth[node]! + 1;
  }
  return most;
}
