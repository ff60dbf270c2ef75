import type { Matrix } from '../../frame/matrix.ts';
import type { FitContext } from '../core/context.ts';
import type { TreeEnsemble } from './ensemble.ts';
import { leafOf, treeCount } from './predict.ts';

/** For every row, the rows that most often share a leaf with it. */
export interface Neighbours {
  /** rows × k row numbers, nearest first, −1 where there are fewer. */
  readonly rows: Int32Array;
  /** rows × k shares of the trees in which both come to one leaf, 0 … 1. */
  readonly proximity: Float64Array;
}

/** rows × trees: the leaf of every row in every tree. */
export function leavesOf(e: TreeEnsemble, X: Matrix): Int32Array {
  const trees = treeCount(e);
  const p = X.columns.length;
  const leaves = new Int32Array(X.rows * trees);
  for (let t = 0; t < trees; t++) for (let i = 0; i < X.rows; i++) leaves[i * trees + t] = leafOf(e, t, X.values, i * p);
  return leaves;
}

/** Rows of every leaf: those of leaf `node` are rows[start[node]] … rows[start[node + 1] − 1]. */
function rowsByLeaf(leaves: Int32Array, trees: number, t: number, nodes: number, first: number): { readonly start: Int32Array; readonly rows: Int32Array } {
  const n = leaves.length / trees;
  const start = new Int32Array(nodes + 1);
  for (let i = 0; i < n; i++) start[leaves[i * trees + t]! - first + 1]!++;
  for (let node = 0; node < nodes; node++) start[node + 1]! += start[node]!;
  const next = start.slice();
  const rows = new Int32Array(n);
  for (let i = 0; i < n; i++) rows[next[leaves[i * trees + t]! - first]!++] = i;
  return { start, rows };
}

/**
 * Proximity of rows (Breiman 2001): the share of trees in which two rows come to one leaf. Keeps each row's `k` nearest.
 * Time grows with the rows a leaf holds; give it a sample where trees are shallow.
 */
export async function nearestByProximity(e: TreeEnsemble, X: Matrix, k: number, ctx: Pick<FitContext, 'breathe'>): Promise<Neighbours> {
  const trees = treeCount(e);
  const leaves = leavesOf(e, X);
  const buckets = Array.from({ length: trees }, (_, t) => rowsByLeaf(leaves, trees, t, e.roots[t + 1]! - e.roots[t]!, e.roots[t]!));
  const result = { rows: new Int32Array(X.rows * k).fill(-1), proximity: new Float64Array(X.rows * k) };
  const together = new Int32Array(X.rows);
  for (let i = 0; i < X.rows; i++) {
    if (i % 64 === 0) await ctx.breathe();
    const met: number[] = [];
    for (let t = 0; t < trees; t++) {
      const { start, rows } = buckets[t]!;
      const leaf = leaves[i * trees + t]! - e.roots[t]!;
      for (let at = start[leaf]!; at < start[leaf + 1]!; at++) {
        const other = rows[at]!;
        if (other === i) continue;
        if (together[other]!++ === 0) met.push(other);
      }
    }
    met.sort((a, b) => together[b]! - together[a]! || a - b);
    met.slice(0, k).forEach((other, place) => {
      result.rows[i * k + place] = other;
      result.proximity[i * k + place] = together[other]! / trees;
    });
    for (const other of met) together[other] = 0;
  }
  return result;
}
