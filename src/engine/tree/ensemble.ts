import type { TreeEnsemble } from '../trees/ensemble.ts';
import type { Tree } from './tree.ts';

/** Improvement of every node's split as scikit-learn counts it: impurity taken away, times the share of the tree's weight. */
function gains({ left, right, feature, impurity, weight }: Tree): Float64Array {
  const gain = new Float64Array(feature.length);
  for (let t = 0; t < feature.length; t++) {
    if (feature[t]! < 0) continue;
    const l = left[t]!;
    const r = right[t]!;
    gain[t] = Math.max(0, (weight[t]! * impurity[t]! - weight[l]! * impurity[l]! - weight[r]! * impurity[r]!) / weight[0]!);
  }
  return gain;
}

/** Grown trees, all of one width, in the one form that prediction, explanations and exports read; a forest is their mean. */
export function ensembleOf(trees: readonly Tree[], columns: readonly string[]): TreeEnsemble {
  const { width } = trees[0]!;
  const roots = new Int32Array(trees.length + 1);
  trees.forEach((tree, t) => { roots[t + 1] = roots[t]! + tree.feature.length; });
  const n = roots[trees.length]!;
  const all = {
    feature: new Int32Array(n), threshold: new Float64Array(n), left: new Int32Array(n), right: new Int32Array(n), missingLeft: new Uint8Array(n),
    value: new Float64Array(n * width), gain: new Float64Array(n), cover: new Float64Array(n), count: new Float64Array(n),
  };
  trees.forEach((tree, t) => {
    const at = roots[t]!;
    all.feature.set(tree.feature, at);
    all.threshold.set(tree.threshold, at);
    for (let node = 0; node < tree.left.length; node++) {
      all.left[at + node] = tree.left[node]! < 0 ? -1 : tree.left[node]! + at;
      all.right[at + node] = tree.right[node]! < 0 ? -1 : tree.right[node]! + at;
    }
    all.missingLeft.set(tree.missingLeft, at);
    all.value.set(tree.value, at * width);
    all.gain.set(gains(tree), at);
    all.cover.set(tree.weight, at);
    all.count.set(tree.samples, at);
  });
  return {
    columns, categories: columns.map(() => null), roots, ...all,
    set: new Int32Array(n).fill(-1), sets: new Uint32Array(0),
    width, outputs: width, output: new Int32Array(trees.length), base: new Float64Array(width),
    combine: 'mean', link: 'identity', float32: false,
  };
}
