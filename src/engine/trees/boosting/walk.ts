import type { Matrix } from '../../../frame/matrix.ts';
import type { GrownTree } from '../grow/grown-tree.ts';

/** For category nodes: a byte a category, 1 where it goes left. */
const leftMembers = (codes: Int32Array | null): Uint8Array | null => {
  if (codes === null) return null;
  const members = new Uint8Array(codes.reduce((most, code) => Math.max(most, code + 1), 0));
  for (const code of codes) members[code] = 1;
  return members;
};

/** Of a tree of numbers alone. The comparison is an index: half of all branches on it would be guessed wrongly. */
function addNumbers({ nodes, feature, threshold, left, right, missingLeft, value }: GrownTree, X: Matrix, score: Float64Array, factor: number, float32: boolean): void {
  const { values } = X;
  const p = X.columns.length;
  const children = new Int32Array(2 * nodes);
  for (let node = 0; node < nodes; node++) children.set([left[node]!, right[node]!], 2 * node);
  for (let i = 0; i < X.rows; i++) {
    let node = 0;
    for (let j = feature[0]!; j >= 0; j = feature[node]!) {
      const v = values[i * p + j]!;
      const goesRight = Number.isNaN(v) ? 1 - missingLeft[node]! : Number((float32 ? Math.fround(v) : v) > threshold[node]!);
      node = children[2 * node + goesRight]!;
    }
    score[i]! += factor * value[node]!;
  }
}

/** Adds `factor` times what a tree says to `score`, one number a row: for rows it was not grown on. */
export function addTree(tree: GrownTree, X: Matrix, score: Float64Array, factor: number, float32: boolean): void {
  if (tree.leftCategories.every((codes) => codes === null)) return addNumbers(tree, X, score, factor, float32);
  const { feature, threshold, left, right, missingLeft, value } = tree;
  const sets = tree.leftCategories.map(leftMembers);
  const p = X.columns.length;
  for (let i = 0; i < X.rows; i++) {
    let node = 0;
    for (let j = feature[0]!; j >= 0; j = feature[node]!) {
      const v = X.values[i * p + j]!;
      const set = sets[node] ?? null;
      const goes = Number.isNaN(v) ? missingLeft[node] === 1 : set !== null ? set[v] === 1 : (float32 ? Math.fround(v) : v) <= threshold[node]!;
      node = goes ? left[node]! : right[node]!;
    }
    score[i]! += factor * value[node]!;
  }
}
