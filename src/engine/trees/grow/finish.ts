import { leafSums } from '../../kernels/twins/leaves.ts';
import type { CategoryBins, FeatureBins, NumberBins } from '../bins/binned.ts';
import type { GrownTree } from './grown-tree.ts';
import { FREE, gainOfSums, gainOfValue, gainOfWhole, gainsBySums, leafValue } from './leaf-value.ts';
import type { GrowingNode, Split } from './node.ts';
import { penalised } from './penalty.ts';
import type { Growing } from './search.ts';

/** The value a number split compares with: the threshold after its bin, or one below or above all values. */
const thresholdOf = ({ thresholds, below, above }: NumberBins, bin: number): number => (bin < 0 ? below : (thresholds[bin] ?? above));

/** Categories (codes) of the bins that go left; those with no bin of their own are in the bin of others. */
function categoriesOf({ categories, codes, other }: CategoryBins, leftBins: Uint8Array): Int32Array {
  const binOf = new Map<number, number>();
  codes.forEach((code, b) => binOf.set(code, b));
  const left: number[] = [];
  for (let c = 0; c < categories.length; c++) {
    const b = binOf.get(c) ?? other;
    if (b >= 0 && leftBins[b] === 1) left.push(c);
  }
  return Int32Array.from(left);
}

/** Where a column without missing values sends one later: XGBoost right, LightGBM where zero goes. */
const missingLeft = (split: Split, feature: FeatureBins, growing: Growing, threshold: number): boolean =>
  feature.missing >= 0 || feature.kind === 'category' || growing.rules.flavour === 'xgboost' ? split.missingLeft : threshold >= 0;

/** Sums of gradients and hessians over the rows of each leaf, in row order. */
function sumsOf({ binned: { backend }, layout }: Growing, leaves: readonly GrowingNode[], output: number): readonly { readonly G: number; readonly H: number }[] {
  backend.run(leafSums, leaves.map((leaf, k) => [leaf.segments, backend.threads, layout.rows, layout.gradients[output]!, layout.hessians[output]!, layout.sums + 16 * k]));
  const { f64 } = backend.memory;
  return leaves.map((_, k) => ({ G: f64[layout.sums / 8 + 2 * k]!, H: f64[layout.sums / 8 + 2 * k + 1]! }));
}

/** The tree as it stands, its values computed from the gradients themselves, leaf by leaf in row order, or from their coarse steps. */
export function finish(growing: Growing, nodes: readonly GrowingNode[], output: number): GrownTree {
  const { binned: { features }, rules, scales } = growing;
  const { coarse } = rules;
  const n = nodes.length;
  const leaves = nodes.filter((node) => node.left === null);
  const sums = coarse !== null && !coarse.renewLeaves ? null : sumsOf(growing, leaves, output);
  const G = new Float64Array(n);
  const H = new Float64Array(n);
  leaves.forEach((leaf, k) => {
    G[leaf.id] = coarse === null ? sums![k]!.G : leaf.G / scales.gradient;
    H[leaf.id] = coarse === null ? sums![k]!.H : leaf.H / scales.hessian;
  });
  const tree = {
    nodes: n, feature: new Int32Array(n).fill(-1), bin: new Int32Array(n).fill(-1), threshold: new Float64Array(n), left: new Int32Array(n).fill(-1), right: new Int32Array(n).fill(-1),
    missingLeft: new Uint8Array(n), leftCategories: new Array<Int32Array | null>(n).fill(null), value: new Float64Array(n), gain: new Float64Array(n), cover: H, count: new Float64Array(n),
  };
  // Children stand after their parents: sums go up from the end, values down from the start.
  for (let i = n - 1; i >= 0; i--) {
    const { left, right } = nodes[i]!;
    if (left === null || right === null) continue;
    G[i] = G[left.id]! + G[right.id]!;
    H[i] = H[left.id]! + H[right.id]!;
  }
  const parent = new Float64Array(n);
  for (const node of nodes) {
    const { id, split, left, right } = node;
    tree.value[id] = leafValue(rules, G[id]!, H[id]!, node.lambda, node.rows, id === 0 ? null : parent[id]!, node.bounds);
    tree.count[id] = node.rows;
    if (split === null || left === null || right === null) continue;
    parent[left.id] = parent[right.id] = tree.value[id]!;
    const feature = features[split.feature]!;
    tree.feature[id] = split.feature;
    tree.left[id] = left.id;
    tree.right[id] = right.id;
    if (feature.kind === 'number') {
      tree.bin[id] = split.bin;
      tree.threshold[id] = thresholdOf(feature, split.bin);
    } else tree.leftCategories[id] = categoriesOf(feature, split.leftBins!);
    tree.missingLeft[id] = Number(missingLeft(split, feature, growing, tree.threshold[id]!));
  }
  const free = gainsBySums(rules);
  const gain = (id: number, lambda: number): number => (free ? gainOfSums(rules, G[id]!, H[id]!, lambda) : gainOfValue(rules, G[id]!, H[id]!, lambda, tree.value[id]!));
  for (const { id, depth, rows, left, right, split } of nodes) {
    if (split !== null && left !== null && right !== null) tree.gain[id] = penalised(rules, gain(left.id, split.lambda) + gain(right.id, split.lambda) - gainOfWhole(rules, G[id]!, H[id]!, rows, tree.value[id]!), split.feature, depth);
  }
  // Neither smoothed nor bounded, nor with the penalty on sets of categories, as LightGBM renews them.
  if (coarse?.renewLeaves === true) leaves.forEach((leaf, k) => { tree.value[leaf.id] = leafValue({ ...rules, pathSmooth: 0 }, sums![k]!.G, sums![k]!.H, rules.lambda, leaf.rows, null, FREE); });
  return tree;
}
