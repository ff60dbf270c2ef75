import type { TreeEnsemble } from './ensemble.ts';

/** Do both nodes lead to subtrees of the same questions? */
function alike(e: TreeEnsemble, a: number, b: number): boolean {
  if (e.feature[a] !== e.feature[b]) return false;
  if (e.feature[a]! < 0) return true;
  return e.threshold[a] === e.threshold[b] && e.set[a] === e.set[b] && alike(e, e.left[a]!, e.left[b]!) && alike(e, e.right[a]!, e.right[b]!);
}

const isSymmetric = (e: TreeEnsemble, node: number): boolean =>
  e.feature[node]! < 0 || (alike(e, e.left[node]!, e.right[node]!) && isSymmetric(e, e.left[node]!) && isSymmetric(e, e.right[node]!));

/** Σ cover × (value − mean of both)² of two nodes: how far apart they are. */
function apart(e: TreeEnsemble, a: number, b: number): number {
  const [wa, wb] = [e.cover[a]!, e.cover[b]!];
  if (wa + wb <= 0) return 0;
  let sum = 0;
  for (let k = 0; k < e.width; k++) {
    const d = e.value[a * e.width + k]! - e.value[b * e.width + k]!;
    sum += (d * d * wa * wb) / (wa + wb);
  }
  return sum;
}

/** Of leaves that differ in the answer of one level alone. */
const leafPairs = (e: TreeEnsemble, a: number, b: number): number =>
  (e.feature[a]! < 0 ? apart(e, a, b) : leafPairs(e, e.left[a]!, e.left[b]!) + leafPairs(e, e.right[a]!, e.right[b]!));

/**
 * CatBoost's PredictionValuesChange before it is scaled, for each node of a tree (0 for leaves): how much predictions change with its
 * answer. In symmetric trees each leaf is compared with that of the other answer; in others the two sides are.
 */
export function valuesChange(e: TreeEnsemble, tree: number): Float64Array {
  const from = e.roots[tree]!;
  const out = new Float64Array(e.roots[tree + 1]! - from);
  const pairs = isSymmetric(e, from) ? leafPairs : apart;
  for (let i = 0; i < out.length; i++) if (e.feature[from + i]! >= 0) out[i] = pairs(e, e.left[from + i]!, e.right[from + i]!);
  return out;
}
