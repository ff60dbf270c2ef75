import type { Matrix } from '../../../frame/matrix.ts';
import type { TreeEnsemble } from '../ensemble.ts';
import { leafOf, treeCount } from '../predict.ts';

/** rows × trees: the leaf of every row in every tree. */
export async function leavesOf(e: TreeEnsemble, X: Matrix, breathe: () => Promise<void>): Promise<Int32Array> {
  const trees = treeCount(e);
  const p = X.columns.length;
  const leaves = new Int32Array(X.rows * trees);
  for (let t = 0; t < trees; t++) {
    await breathe();
    for (let i = 0; i < X.rows; i++) leaves[i * trees + t] = leafOf(e, t, X.values, i * p);
  }
  return leaves;
}

/**
 * Proximity of rows (Breiman 2001), rows × rows: the share of trees in which two rows come to one leaf, 1 on the diagonal.
 * With `drew` (rows × trees, 1 where the tree learned from the row), only trees that learned from neither of the two are asked,
 * and two rows that no such tree is left for have none.
 */
export async function proximities(leaves: Int32Array, rows: number, drew: Uint8Array | null, breathe: () => Promise<void>): Promise<Float64Array> {
  const trees = leaves.length / rows;
  const near = new Float64Array(rows * rows);
  for (let i = 0; i < rows; i++) {
    await breathe();
    near[i * rows + i] = 1;
    for (let j = 0; j < i; j++) {
      let together = 0;
      let asked = 0;
      for (let a = i * trees, b = j * trees; a < (i + 1) * trees; a++, b++) {
        if (drew !== null && (drew[a] === 1 || drew[b] === 1)) continue;
        asked++;
        if (leaves[a] === leaves[b]) together++;
      }
      near[i * rows + j] = near[j * rows + i] = asked === 0 ? 0 : together / asked;
    }
  }
  return near;
}

/** rows × k places of the rows most like each, nearest first and earlier before later ones that are as near. */
export function nearestRows(near: Float64Array, rows: number, k: number): Int32Array {
  const nearest = new Int32Array(rows * k);
  const all = Array.from({ length: rows }, (_, i) => i);
  for (let i = 0; i < rows; i++) {
    const own = near.subarray(i * rows, (i + 1) * rows);
    nearest.set(all.filter((j) => j !== i).sort((a, b) => own[b]! - own[a]! || a - b).slice(0, k), i * k);
  }
  return nearest;
}

const median = (sorted: readonly number[]): number => (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2;

/**
 * Breiman's outlier score: one over the sum of a row's squared proximities to its own class (itself counted), from the class's median,
 * in mean absolute deviations from it. Above about 10 a row is unlike all others of its class. 0 for all of a class whose rows do not differ.
 * `classes`: the class of every row; `null` takes all rows as one.
 */
export function outlierScores(near: Float64Array, rows: number, classes: Float64Array | null): Float64Array {
  const scores = new Float64Array(rows);
  const members = new Map<number, number[]>();
  for (let i = 0; i < rows; i++) {
    const own = classes?.[i] ?? 0;
    const known = members.get(own);
    if (known) known.push(i);
    else members.set(own, [i]);
  }
  for (const at of members.values()) {
    const raw = at.map((i) => rows / at.reduce((sum, j) => sum + near[i * rows + j]! ** 2, 0));
    const middle = median(raw.toSorted((a, b) => a - b));
    const deviation = raw.reduce((sum, v) => sum + Math.abs(v - middle), 0) / at.length;
    at.forEach((i, k) => { scores[i] = deviation > 0 ? (raw[k]! - middle) / deviation : 0; });
  }
  return scores;
}
