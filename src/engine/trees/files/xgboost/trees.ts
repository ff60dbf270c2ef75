import type { RawTree } from '../assemble.ts';
import { setOf } from '../assemble.ts';
import { previousFloat32 } from '../float32.ts';
import type { Part } from '../part.ts';

const NONE = 2 ** 31 - 1;

/** Sets of category splits, by node. XGBoost lists the categories that go right; ours go left, so such nodes change their sides. */
function readSets(tree: Part, nodes: number): ReadonlyMap<number, Uint32Array> {
  const sets = new Map<number, Uint32Array>();
  if (!tree.has('categories_nodes')) return sets;
  const owners = tree.at('categories_nodes');
  const count = owners.length;
  const listed = owners.integers(count, 0, nodes - 1);
  const all = tree.at('categories');
  const codes = all.integers(all.length, 0, 1 << 24);
  const starts = tree.at('categories_segments').integers(count, 0, codes.length);
  const sizes = tree.at('categories_sizes').integers(count, 0, codes.length);
  listed.forEach((node, i) => {
    if (starts[i]! + sizes[i]! > codes.length) throw tree.at('categories_segments').bad('points beyond the list of categories.');
    sets.set(node, setOf(codes.subarray(starts[i]!, starts[i]! + sizes[i]!)));
  });
  return sets;
}

/**
 * One tree of `gradient_booster.model.trees`. `fvalue < split_condition` in single precision becomes `≤` the number before
 * it. `scale` is dart's weight; `width` numbers in a leaf (XGBoost's vector leaves).
 */
export function readTree(tree: Part, output: number, scale: number, width: number): RawTree {
  const nodes = tree.at('left_children').length;
  if (nodes === 0) throw tree.bad('has no nodes.');
  const left = tree.at('left_children').integers(nodes, -1, NONE);
  const right = tree.at('right_children').integers(nodes, -1, NONE);
  const conditions = tree.at('split_conditions').floats(nodes);
  const defaultLeft = tree.at('default_left').integers(nodes, 0, 1);
  const kinds = tree.has('split_type') ? tree.at('split_type').integers(nodes, 0, 1) : new Int32Array(nodes);
  const sets = readSets(tree, nodes);
  const missingLeft = Uint8Array.from(defaultLeft);
  const leaves = leafValues(tree, nodes, width, left, right, conditions);
  const cover = tree.has('sum_hessian') ? tree.at('sum_hessian').floats(nodes) : new Float64Array(nodes);
  const gain = tree.has('loss_changes') ? tree.at('loss_changes').floats(nodes) : new Float64Array(nodes);
  for (let node = 0; node < nodes; node++) {
    if (left[node]! < 0) {
      right[node] = -1;
      continue;
    }
    if (kinds[node] === 1) {
      if (!sets.has(node)) throw tree.at('categories_nodes').bad(`lacks node ${node}, which splits by categories.`);
      [left[node], right[node]] = [right[node]!, left[node]!];
      missingLeft[node] = defaultLeft[node] === 1 ? 0 : 1;
    } else if (sets.has(node)) throw tree.at('categories_nodes').bad(`names node ${node}, which splits by a number.`);
  }
  return {
    left, right, missingLeft, sets, gain, cover, output, count: new Float64Array(nodes),
    feature: tree.at('split_indices').integers(nodes, 0, NONE),
    threshold: conditions.map((t) => previousFloat32(t)),
    value: scale === 1 ? leaves : leaves.map((v) => v * scale),
  };
}

/** nodes × width: what leaves hold, and in inner nodes what they would. */
function leafValues(tree: Part, nodes: number, width: number, left: Int32Array, right: Int32Array, conditions: Float64Array): Float64Array {
  const weights = tree.has('base_weights') ? tree.at('base_weights').floats(nodes * width) : new Float64Array(nodes * width);
  if (width === 1) {
    left.forEach((child, node) => { if (child < 0) weights[node] = conditions[node]!; });
    return weights;
  }
  // From 3.2 on leaves have a list of their own, with their place in it where the right child would be.
  if (!tree.has('leaf_weights')) return weights;
  const listed = tree.at('leaf_weights');
  const values = listed.floats(listed.length);
  left.forEach((child, node) => {
    if (child >= 0) return;
    const from = right[node]! * width;
    if (from < 0 || from + width > values.length) throw listed.bad(`has no values for leaf ${node}.`);
    weights.set(values.subarray(from, from + width), node * width);
  });
  return weights;
}
