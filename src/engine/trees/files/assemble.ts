import { StudioError } from '../../core/errors.ts';
import type { TreeEnsemble } from '../ensemble.ts';
import { badFile } from './part.ts';

/** A tree as a file tells it: node 0 is the root; `left` and `right` are −1 in leaves; nodes that nothing leads to are left out. */
export interface RawTree {
  readonly feature: Int32Array;
  readonly threshold: Float64Array;
  readonly left: Int32Array;
  readonly right: Int32Array;
  readonly missingLeft: Uint8Array;
  /** By node: the 32-bit words of a category split's set; nodes that are not in it split by a number. */
  readonly sets: ReadonlyMap<number, Uint32Array>;
  readonly value: Float64Array;
  readonly gain: Float64Array;
  readonly cover: Float64Array;
  readonly count: Float64Array;
  /** The output it adds to. */
  readonly output: number;
}

const MOST_NODES = 100_000_000;

/**
 * Nodes that the root leads to, parents before children: in the file's order where that is so already. Throws where a node
 * is the child of two (a cycle is such a case) or is not there.
 */
export function nodeOrder(left: Int32Array, right: Int32Array, kind: string, where: string): Int32Array {
  const seen = new Uint8Array(left.length);
  const order = new Int32Array(left.length);
  let found = 1;
  let sorted = true;
  seen[0] = 1;
  for (let at = 0; at < found; at++) {
    const node = order[at]!;
    if (left[node]! < 0) continue;
    for (const child of [left[node]!, right[node]!]) {
      if (child < 0 || child >= left.length) throw badFile(kind, where, `has a node whose child ${child} is not there.`);
      if (seen[child] === 1) throw badFile(kind, where, `leads to node ${child} twice, so it is no tree.`);
      seen[child] = 1;
      if (child < node) sorted = false;
      order[found++] = child;
    }
  }
  const reached = order.subarray(0, found);
  return sorted ? reached.slice().sort() : reached.slice();
}

export type EnsembleHead = Pick<TreeEnsemble, 'columns' | 'categories' | 'width' | 'outputs' | 'base' | 'combine' | 'link' | 'float32'>;

/** The trees of a file as one ensemble, checked: columns there, children there, no cycles, nodes counted. */
export function assemble(head: EnsembleHead, trees: readonly RawTree[], kind: string): TreeEnsemble {
  const orders = trees.map((tree, t) => nodeOrder(tree.left, tree.right, kind, `tree ${t}`));
  const total = orders.reduce((sum, order) => sum + order.length, 0);
  if (total > MOST_NODES) throw new StudioError('limit', `This ${kind} model has ${total.toLocaleString('en')} nodes; at most ${MOST_NODES.toLocaleString('en')} are read.`);
  const { width } = head;
  const out = {
    ...head,
    roots: new Int32Array(trees.length + 1), output: Int32Array.from(trees, (tree) => tree.output),
    feature: new Int32Array(total).fill(-1), threshold: new Float64Array(total), left: new Int32Array(total).fill(-1), right: new Int32Array(total).fill(-1),
    missingLeft: new Uint8Array(total), set: new Int32Array(total).fill(-1), value: new Float64Array(total * width),
    gain: new Float64Array(total), cover: new Float64Array(total), count: new Float64Array(total),
  };
  const sets: number[] = [];
  let start = 0;
  trees.forEach((tree, t) => {
    const order = orders[t]!;
    const place = new Int32Array(tree.left.length);
    order.forEach((node, i) => { place[node] = start + i; });
    out.roots[t] = start;
    order.forEach((node, i) => {
      const at = start + i;
      out.value.set(tree.value.subarray(node * width, (node + 1) * width), at * width);
      out.cover[at] = tree.cover[node]!;
      out.count[at] = tree.count[node]!;
      if (tree.left[node]! < 0) return;
      const feature = tree.feature[node]!;
      if (feature < 0 || feature >= head.columns.length) throw badFile(kind, `tree ${t}`, `asks about column ${feature}, but there are ${head.columns.length}.`);
      out.feature[at] = feature;
      out.left[at] = place[tree.left[node]!]!;
      out.right[at] = place[tree.right[node]!]!;
      out.missingLeft[at] = tree.missingLeft[node]!;
      out.gain[at] = tree.gain[node]!;
      const words = tree.sets.get(node);
      if (words === undefined) out.threshold[at] = tree.threshold[node]!;
      else {
        if (head.categories[feature] === null) throw badFile(kind, `tree ${t}`, `splits column ${feature} by categories, which is a column of numbers.`);
        out.set[at] = sets.length;
        sets.push(words.length);
        for (const word of words) sets.push(word);
      }
    });
    start += order.length;
  });
  out.roots[trees.length] = start;
  return { ...out, sets: Uint32Array.from(sets) };
}

/** Codes as the words of a set. */
export function setOf(codes: Iterable<number>): Uint32Array {
  const list = [...codes];
  const words = new Uint32Array(list.length === 0 ? 0 : (list.reduce((a, b) => Math.max(a, b), 0) >>> 5) + 1);
  for (const code of list) words[code >>> 5]! |= 1 << (code & 31);
  return words;
}

/** Codes in the set that begins at `at` of `sets`, ascending. */
export function codesOf(sets: Uint32Array, at: number): readonly number[] {
  const codes: number[] = [];
  for (let w = 0; w < sets[at]!; w++) {
    for (let bits = sets[at + 1 + w]!; bits !== 0; bits &= bits - 1) codes.push(w * 32 + 31 - Math.clz32(bits & -bits));
  }
  return codes;
}
