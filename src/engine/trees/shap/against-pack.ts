import type { Matrix } from '../../../frame/matrix.ts';
import { allocated, type Memory } from '../../kernels/memory.ts';
import type { TreeEnsemble } from '../ensemble.ts';
import { goesLeft } from '../predict.ts';
import { AGAINST_NODE as NODE, AGAINST_TREE, LEAF, MISSING_LEFT } from './layout.ts';

/** Bytes a tree takes when packed against a background of so many 32-bit words of rows. */
export function againstBytes(e: TreeEnsemble, tree: number, words: number): number {
  let bytes = 0;
  for (let node = e.roots[tree]!; node < e.roots[tree + 1]!; node++) {
    const own = e.feature[node]! < 0 ? e.width * 8 : 4 * words + (e.set[node]! < 0 ? 0 : 4 * e.sets[e.set[node]!]!);
    bytes += NODE.bytes + own;
  }
  return allocated(bytes) + allocated(AGAINST_TREE.bytes);
}

/** Deepest level of a tree, and the most different columns asked about on one path. */
export function reachOf(e: TreeEnsemble, tree: number): { readonly depth: number; readonly columns: number } {
  let [depth, columns] = [0, 0];
  const asked = new Map<number, number>();
  const todo: { readonly node: number; readonly level: number; readonly leave: boolean }[] = [{ node: e.roots[tree]!, level: 0, leave: false }];
  for (let at = todo.pop(); at !== undefined; at = todo.pop()) {
    const { node, level, leave } = at;
    const feature = e.feature[node]!;
    if (feature < 0) continue;
    const times = asked.get(feature) ?? 0;
    if (leave) {
      if (times === 1) asked.delete(feature);
      else asked.set(feature, times - 1);
      continue;
    }
    asked.set(feature, times + 1);
    depth = Math.max(depth, level + 1);
    columns = Math.max(columns, asked.size);
    todo.push({ node, level, leave: true }, { node: e.left[node]!, level: level + 1, leave: false }, { node: e.right[node]!, level: level + 1, leave: false });
  }
  return { depth, columns };
}

export interface AgainstContext {
  readonly memory: Memory;
  readonly ensemble: TreeEnsemble;
  readonly background: Matrix;
  readonly words: number;
  readonly groupOf: Int32Array;
  readonly columnOf: ReadonlyMap<number, number>;
  readonly cellsOf: (feature: number) => number;
}

/** Writes one tree at `at`, which has `againstBytes` of room; its nodes keep their order. */
function packTree(tree: number, at: number, { memory: { i32, u32, f64 }, ensemble: e, background, words, groupOf, columnOf, cellsOf }: AgainstContext): void {
  const [first, end] = [e.roots[tree]!, e.roots[tree + 1]!];
  const p = background.columns.length;
  const address = (node: number): number => at + (node - first) * NODE.bytes;
  let doubles = address(end);
  let lists = doubles;
  for (let node = first; node < end; node++) if (e.feature[node]! < 0) lists += e.width * 8;
  for (let node = first; node < end; node++) {
    const put = (offset: number, value: number): void => { i32[(address(node) + offset) >> 2] = value; };
    const feature = e.feature[node]!;
    if (feature < 0) {
      put(NODE.flags, LEAF);
      put(NODE.value, doubles);
      f64.set(e.value.subarray(node * e.width, (node + 1) * e.width), doubles >> 3);
      doubles += e.width * 8;
      continue;
    }
    const set = e.set[node]!;
    put(NODE.cells, cellsOf(feature));
    put(NODE.group, groupOf[feature]!);
    put(NODE.left, address(e.left[node]!));
    put(NODE.right, address(e.right[node]!));
    put(NODE.flags, e.missingLeft[node] ? MISSING_LEFT : 0);
    put(NODE.column, columnOf.get(feature)!);
    f64[(address(node) + NODE.threshold) >> 3] = e.threshold[node]!;
    put(NODE.set, set < 0 ? 0 : lists);
    put(NODE.words, set < 0 ? 0 : e.sets[set]!);
    if (set >= 0) {
      u32.set(e.sets.subarray(set + 1, set + 1 + e.sets[set]!), lists >> 2);
      lists += e.sets[set]! * 4;
    }
    put(NODE.mask, lists);
    u32.fill(0, lists >> 2, (lists >> 2) + words);
    for (let b = 0; b < background.rows; b++) if (goesLeft(e, node, background.values[b * p + feature]!)) u32[(lists >> 2) + (b >>> 5)]! |= 1 << (b & 31);
    lists += words * 4;
  }
}

/** Writes trees and gives the address of their AGAINST_TREE records. */
export function packAgainst(trees: readonly number[], p: AgainstContext): number {
  const { memory, ensemble: e } = p;
  const records = memory.alloc(trees.length * AGAINST_TREE.bytes);
  trees.forEach((tree, i) => {
    const at = memory.alloc(againstBytes(e, tree, p.words) - allocated(AGAINST_TREE.bytes));
    packTree(tree, at, p);
    const record = records + i * AGAINST_TREE.bytes;
    memory.i32[(record + AGAINST_TREE.root) >> 2] = at;
    memory.i32[(record + AGAINST_TREE.output) >> 2] = e.width === 1 ? e.output[tree]! : 0;
  });
  return records;
}
