import type { TreeEnsemble } from '../ensemble.ts';

/** What path-dependent explanations weigh branches by: LightGBM counts rows, the others take cover. */
export type BranchWeight = 'cover' | 'count';

/** The share of a node's training rows that went left, for every inner node; a half where none is known to have come. */
export function leftShares(e: TreeEnsemble, by: BranchWeight): Float64Array {
  const weight = by === 'count' ? e.count : e.cover;
  return Float64Array.from(e.feature, (j, node) => {
    if (j < 0) return 0;
    const l = weight[e.left[node]!]!;
    const total = l + weight[e.right[node]!]!;
    return total > 0 ? l / total : 0.5;
  });
}

/** One number a output: the base and what the trees say on average, when nothing is known of a row. */
export function expectedOutputs(e: TreeEnsemble, shares: Float64Array): Float64Array {
  const { width, outputs } = e;
  const trees = e.roots.length - 1;
  const mean = e.value.slice();
  for (let node = e.feature.length - 1; node >= 0; node--) {
    if (e.feature[node]! < 0) continue;
    for (let k = 0; k < width; k++) {
      const right = mean[e.right[node]! * width + k]!;
      mean[node * width + k] = right + shares[node]! * (mean[e.left[node]! * width + k]! - right);
    }
  }
  const sum = new Float64Array(outputs);
  for (let t = 0; t < trees; t++) {
    const root = e.roots[t]!;
    if (width === 1) sum[e.output[t]!]! += mean[root]!;
    else for (let k = 0; k < width; k++) sum[k]! += mean[root * width + k]!;
  }
  return sum.map((s, k) => e.base[k]! + (e.combine === 'mean' ? s / Math.max(trees, 1) : s));
}
