import type { TreeEnsemble } from './ensemble.ts';
import { treeCount } from './predict.ts';

/** How much of the improvement each column's splits brought. */
export interface Importance {
  /** Mean over trees of the column's share; sums to one where any tree splits. */
  readonly mean: Float64Array;
  /** Standard deviation of the share over trees. */
  readonly sd: Float64Array;
}

/**
 * Impurity importance (Breiman 2001) from the ensemble's gain, each tree's shares summing to one first, as scikit-learn
 * averages forests; trees without a split are left out. Of many-valued columns it thinks too highly: permutation does not.
 */
export function impurityImportance(e: TreeEnsemble): Importance {
  const p = e.columns.length;
  const shares: Float64Array[] = [];
  for (let t = 0; t < treeCount(e); t++) {
    const share = new Float64Array(p);
    for (let node = e.roots[t]!; node < e.roots[t + 1]!; node++) if (e.feature[node]! >= 0) share[e.feature[node]!]! += e.gain[node]!;
    const sum = share.reduce((a, b) => a + b, 0);
    if (sum > 0) shares.push(share.map((v) => v / sum));
  }
  const n = Math.max(shares.length, 1);
  const mean = Float64Array.from({ length: p }, (_, j) => shares.reduce((s, share) => s + share[j]!, 0) / n);
  const sd = mean.map((m, j) => Math.sqrt(shares.reduce((s, share) => s + (share[j]! - m) ** 2, 0) / n));
  return { mean, sd };
}
