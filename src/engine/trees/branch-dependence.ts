import type { Matrix } from '../../frame/matrix.ts';
import type { TreeEnsemble } from './ensemble.ts';
import { goesLeft, treeCount } from './predict.ts';

/**
 * Partial dependence from the trees themselves (Friedman 2001; scikit-learn's `method="recursion"`): what they say where only some columns
 * are known, averaged over the others by the share of training rows that went either way. `points` has the ensemble's columns;
 * `known` tells which of them hold. points × outputs, before the link. Breathes between trees.
 */
export async function branchDependence(e: TreeEnsemble, leftShare: Float64Array, points: Matrix, known: readonly boolean[], breathe: () => Promise<void>): Promise<Float64Array> {
  const { width, outputs } = e;
  const p = points.columns.length;
  const trees = treeCount(e);
  const sums = new Float64Array(points.rows * outputs);
  const stack: number[] = [];
  const weights: number[] = [];
  for (let t = 0; t < trees; t++) {
    await breathe();
    for (let i = 0; i < points.rows; i++) {
      stack.push(e.roots[t]!);
      weights.push(1);
      while (stack.length > 0) {
        const node = stack.pop()!;
        const weight = weights.pop()!;
        const j = e.feature[node]!;
        if (j < 0) {
          if (width === 1) sums[i * outputs + e.output[t]!]! += weight * e.value[node]!;
          else for (let k = 0; k < width; k++) sums[i * outputs + k]! += weight * e.value[node * width + k]!;
          continue;
        }
        const left = known[j]! ? (goesLeft(e, node, points.values[i * p + j]!) ? 1 : 0) : leftShare[node]!;
        if (left > 0) {
          stack.push(e.left[node]!);
          weights.push(weight * left);
        }
        if (left < 1) {
          stack.push(e.right[node]!);
          weights.push(weight * (1 - left));
        }
      }
    }
  }
  const scale = e.combine === 'mean' ? Math.max(trees, 1) : 1;
  return sums.map((sum, at) => e.base[at % outputs]! + sum / scale);
}
