import type { Matrix } from '../../../frame/matrix.ts';
import type { Link, TreeEnsemble } from '../ensemble.ts';
import type { GrownTree } from '../grow/grown-tree.ts';

/** What trees that were grown one by one have in common. */
export interface Common {
  readonly X: Pick<Matrix, 'columns' | 'categories'>;
  readonly outputs: number;
  readonly base: Float64Array;
  readonly link: Link;
  readonly combine: 'sum' | 'mean';
  readonly float32: boolean;
}

/** A tree, the output it adds to, and what its values are multiplied by. */
export interface Part {
  readonly tree: GrownTree;
  readonly output: number;
  readonly weight: number;
}

/** A category set's words, with their number in front. */
function words(codes: Int32Array): readonly number[] {
  const bits = new Uint32Array((codes.reduce((most, code) => Math.max(most, code), 0) >>> 5) + 1);
  for (const code of codes) bits[code >>> 5] = bits[code >>> 5]! | (1 << (code & 31));
  return [bits.length, ...bits];
}

/** Trees grown one by one, in the one form of all ensembles. */
export function ensembleOf(parts: readonly Part[], common: Common): TreeEnsemble {
  const nodes = parts.reduce((n, { tree }) => n + tree.nodes, 0);
  const sets: number[] = [];
  const e = {
    columns: common.X.columns, categories: common.X.categories ?? common.X.columns.map(() => null),
    roots: new Int32Array(parts.length + 1), feature: new Int32Array(nodes), threshold: new Float64Array(nodes), left: new Int32Array(nodes), right: new Int32Array(nodes),
    missingLeft: new Uint8Array(nodes), set: new Int32Array(nodes).fill(-1), width: 1, value: new Float64Array(nodes), outputs: common.outputs, output: Int32Array.from(parts, (part) => part.output),
    base: common.base, combine: common.combine, link: common.link, float32: common.float32, gain: new Float64Array(nodes), cover: new Float64Array(nodes), count: new Float64Array(nodes),
  };
  let at = 0;
  parts.forEach(({ tree, weight }, t) => {
    for (let node = 0; node < tree.nodes; node++) {
      const i = at + node;
      const leaf = tree.feature[node]! < 0;
      e.feature[i] = tree.feature[node]!;
      e.threshold[i] = leaf ? 0 : tree.threshold[node]!;
      e.left[i] = leaf ? -1 : at + tree.left[node]!;
      e.right[i] = leaf ? -1 : at + tree.right[node]!;
      e.missingLeft[i] = leaf ? 0 : tree.missingLeft[node]!;
      e.value[i] = tree.value[node]! * weight;
      e.gain[i] = leaf ? 0 : tree.gain[node]!;
      e.cover[i] = tree.cover[node]!;
      e.count[i] = tree.count[node]!;
      const codes = tree.leftCategories[node] ?? null;
      if (codes !== null) {
        e.set[i] = sets.length;
        sets.push(...words(codes));
      }
    }
    at += tree.nodes;
    e.roots[t + 1] = at;
  });
  return { ...e, sets: Uint32Array.from(sets) };
}
