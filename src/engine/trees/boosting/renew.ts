import type { GrownTree } from '../grow/grown-tree.ts';
import type { Objective } from '../objectives/objective.ts';

/** Gives every leaf the step its own rows ask for: `rows` are those the tree was grown on (`null`: all), `leaves` the leaf of each row. */
export function renewLeaves(tree: GrownTree, leaves: Int32Array, rows: Uint32Array | null, score: Float64Array, renew: NonNullable<Objective['renew']>): void {
  const starts = new Int32Array(tree.nodes + 1);
  const count = rows?.length ?? leaves.length;
  const at = (i: number): number => (rows === null ? i : rows[i]!);
  for (let i = 0; i < count; i++) starts[leaves[at(i)]! + 1]!++;
  for (let node = 0; node < tree.nodes; node++) starts[node + 1]! += starts[node]!;
  const sorted = new Int32Array(count);
  const next = starts.slice();
  for (let i = 0; i < count; i++) sorted[next[leaves[at(i)]!]!++] = at(i);
  for (let node = 0; node < tree.nodes; node++) {
    const own = sorted.subarray(starts[node]!, starts[node + 1]!);
    if (tree.feature[node]! < 0 && own.length > 0) tree.value[node] = renew(score, own);
  }
}
