import type { Tree } from './tree.ts';

/**
 * Minimal cost-complexity pruning (Breiman et al. 1984, chapter 3): the smallest subtree that minimises
 * weighted impurity + alpha · leaves. Children stand after their parents, so one pass from the end decides every node.
 */
export function prune(tree: Tree, alpha: number): Tree {
  if (alpha === 0) return tree;
  const { feature, left, right, impurity, weight } = tree;
  const n = feature.length;
  const cost = new Float64Array(n);
  const cut = new Uint8Array(n);
  for (let t = n - 1; t >= 0; t--) {
    const asLeaf = (impurity[t]! * weight[t]!) / weight[0]! + alpha;
    const asBranch = feature[t]! < 0 ? Infinity : cost[left[t]!]! + cost[right[t]!]!;
    cost[t] = Math.min(asLeaf, asBranch);
    if (asLeaf <= asBranch) cut[t] = 1;
  }
  const kept: number[] = [0];
  const renamed = new Int32Array(n).fill(-1);
  for (let at = 0; at < kept.length; at++) {
    const t = kept[at]!;
    renamed[t] = at;
    if (cut[t] === 0) kept.push(left[t]!, right[t]!);
  }
  return take(tree, kept, cut, renamed);
}

function take({ feature, threshold, left, right, missingLeft, width, value, impurity, samples, weight }: Tree, kept: readonly number[], cut: Uint8Array, renamed: Int32Array): Tree {
  const leaf = (t: number): boolean => cut[t] === 1;
  return {
    feature: Int32Array.from(kept, (t) => (leaf(t) ? -1 : feature[t]!)),
    threshold: Float64Array.from(kept, (t) => (leaf(t) ? 0 : threshold[t]!)),
    left: Int32Array.from(kept, (t) => (leaf(t) ? -1 : renamed[left[t]!]!)),
    right: Int32Array.from(kept, (t) => (leaf(t) ? -1 : renamed[right[t]!]!)),
    missingLeft: Uint8Array.from(kept, (t) => (leaf(t) ? 0 : missingLeft[t]!)),
    width,
    value: Float64Array.from(kept.flatMap((t) => Array.from(value.subarray(t * width, (t + 1) * width)))),
    impurity: Float64Array.from(kept, (t) => impurity[t]!),
    samples: Int32Array.from(kept, (t) => samples[t]!),
    weight: Float64Array.from(kept, (t) => weight[t]!),
  };
}
