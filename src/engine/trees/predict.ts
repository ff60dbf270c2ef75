import type { Matrix } from '../../frame/matrix.ts';
import { sigmoid, softmaxRows } from '../math/softmax.ts';
import type { Link, TreeEnsemble, TreeView } from './ensemble.ts';

/** Whether category `code` is in the set that begins at `at` of `sets`. Codes beyond its words, and codes of no category, are not. */
export function inSet(sets: Uint32Array, at: number, code: number): boolean {
  const word = code >>> 5;
  return code >= 0 && word < sets[at]! && ((sets[at + 1 + word]! >>> (code & 31)) & 1) === 1;
}

/** Whether a row whose cell is `value` goes left at an inner node. */
export function goesLeft(e: TreeEnsemble, node: number, value: number): boolean {
  if (Number.isNaN(value)) return e.missingLeft[node] === 1;
  if (e.set[node]! >= 0) return inSet(e.sets, e.set[node]!, value);
  return (e.float32 ? Math.fround(value) : value) <= e.threshold[node]!;
}

/** The leaf of tree `tree` that a row comes to; its cells begin at `from` of `values`. */
export function leafOf(e: TreeEnsemble, tree: number, values: Float64Array, from: number): number {
  let node = e.roots[tree]!;
  for (let j = e.feature[node]!; j >= 0; j = e.feature[node]!) node = goesLeft(e, node, values[from + j]!) ? e.left[node]! : e.right[node]!;
  return node;
}

export const treeCount = (e: TreeEnsemble): number => e.roots.length - 1;

/** rows × outputs before the link. `X` has the ensemble's own columns. The trees are added in their order, so the bits are always the same. */
export function rawOutputs(e: TreeEnsemble, X: Matrix): Float64Array {
  const { width, outputs } = e;
  const p = X.columns.length;
  const trees = treeCount(e);
  const raw = new Float64Array(X.rows * outputs);
  for (let i = 0; i < X.rows; i++) {
    for (let t = 0; t < trees; t++) {
      const leaf = leafOf(e, t, X.values, i * p);
      if (width === 1) raw[i * outputs + e.output[t]!]! += e.value[leaf]!;
      else for (let k = 0; k < width; k++) raw[i * outputs + k]! += e.value[leaf * width + k]!;
    }
  }
  const scale = e.combine === 'mean' ? Math.max(trees, 1) : 1;
  return raw.map((sum, i) => e.base[i % outputs]! + sum / scale);
}

/** What is predicted from combined outputs (row-major, `outputs` a row). `logistic` gives the probability of the second class alone. */
export function applyLink(link: Link, raw: Float64Array, outputs: number): Float64Array {
  if (link === 'logistic') return raw.map(sigmoid);
  if (link === 'exp') return raw.map(Math.exp);
  const linked = raw.slice();
  if (link === 'softmax') softmaxRows(linked, outputs);
  return linked;
}

/** rows × outputs after the link, from a matrix of the model's own columns. Plain and slow: the oracle of the kernels. */
export function predictTrees({ ensemble, derive }: TreeView, X: Matrix): Float64Array {
  return applyLink(ensemble.link, rawOutputs(ensemble, derive ? derive(X) : X), ensemble.outputs);
}
