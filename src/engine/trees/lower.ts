import type { Task } from '../core/dataset.ts';
import { isClassification } from '../core/dataset.ts';
import { attr, type Attributes, type GraphBuilder, type LoweredModel, type ValueName } from '../export/graph.ts';
import type { TreeEnsemble } from './ensemble.ts';
import { codesOf } from './files/assemble.ts';
import { doubleThresholds } from './files/float32.ts';

const INT64 = 7;
/** Of ai.onnx.ml's TreeEnsemble: which question a node asks. */
const AT_MOST = 0;
const MEMBER = 6;
/** Trees whose leaves hold several numbers are looked up so many at a time: rows × trees × numbers are in memory then. */
const TOGETHER = 64;

/**
 * Missing categories get a code of their own, one after that of categories that were not there in training: runtimes do not
 * agree on whether NaN is in a set.
 */
const missingCode = (names: readonly string[]): number => names.length + 1;

function markMissing(e: TreeEnsemble, graph: GraphBuilder, x: ValueName): ValueName {
  if (e.categories.every((names) => names === null)) return x;
  const isCategory = graph.constant('is_category', { dtype: 'bool', dims: [e.columns.length], data: Uint8Array.from(e.categories, (names) => (names === null ? 0 : 1)) });
  const codes = graph.doubles('missing_codes', e.categories.map((names) => (names === null ? 0 : missingCode(names))));
  return graph.op('Where', [graph.op('And', [graph.op('IsNaN', [x]), isCategory]), codes, x]);
}

/** What trees `from` … `to − 1` say, as the attributes of one TreeEnsemble operator; a leaf gives `weight` to `target`. */
function attributes(e: TreeEnsemble, thresholds: Float64Array, from: number, to: number, targets: number, target: (tree: number) => number, weight: (leaf: number) => number): Attributes {
  const first = e.roots[from]!;
  const count = e.roots[to]! - first;
  const place = new Int32Array(count);
  let inner = 0;
  let leaves = 0;
  for (let i = 0; i < count; i++) place[i] = e.feature[first + i]! < 0 ? leaves++ : inner++;
  const roots: number[] = [];
  const features: number[] = [];
  const modes: number[] = [];
  const splits: number[] = [];
  const members: number[] = [];
  const sides = { left: [] as number[], right: [] as number[] };
  const isLeaf = { left: [] as number[], right: [] as number[] };
  const missing: number[] = [];
  const leafTargets: number[] = [];
  const leafWeights: number[] = [];
  const add = (feature: number, mode: number, split: number, missingLeft: number, left: number, right: number): void => {
    features.push(feature);
    modes.push(mode);
    splits.push(split);
    missing.push(missingLeft);
    for (const [side, child] of [['left', left], ['right', right]] as const) {
      sides[side].push(place[child - first]!);
      isLeaf[side].push(e.feature[child]! < 0 ? 1 : 0);
    }
  };
  // Trees that are one leaf stand at the end: the operator knows no root that is a leaf, so both sides lead to it.
  const alone: number[] = [];
  for (let t = from; t < to; t++) {
    const root = e.roots[t]!;
    if (e.feature[root]! < 0) alone.push(t);
    roots.push(e.feature[root]! < 0 ? inner + alone.length - 1 : place[root - first]!);
    for (let node = root; node < e.roots[t + 1]!; node++) {
      if (e.feature[node]! < 0) {
        leafTargets.push(target(t));
        leafWeights.push(weight(node));
        continue;
      }
      const at = e.set[node]!;
      if (at < 0) add(e.feature[node]!, AT_MOST, thresholds[node]!, e.missingLeft[node]!, e.left[node]!, e.right[node]!);
      else {
        const names = e.categories[e.feature[node]!] ?? [];
        const codes = [...codesOf(e.sets, at), ...(e.missingLeft[node] === 1 ? [missingCode(names)] : [])];
        // A set of nothing is a number that nothing is at or below.
        if (codes.length === 0) add(e.feature[node]!, AT_MOST, -Infinity, 0, e.left[node]!, e.right[node]!);
        else {
          add(e.feature[node]!, MEMBER, 0, 0, e.left[node]!, e.right[node]!);
          for (const code of codes) members.push(code);
          members.push(Number.NaN);
        }
      }
    }
  }
  for (const t of alone) add(0, AT_MOST, 0, 0, e.roots[t]!, e.roots[t]!);
  const doubles = (data: readonly number[]) => attr.tensor({ dtype: 'float64', dims: [data.length], data: Float64Array.from(data) });
  return {
    n_targets: attr.int(targets), aggregate_function: attr.int(1), post_transform: attr.int(0),
    tree_roots: attr.ints(roots), nodes_featureids: attr.ints(features), nodes_splits: doubles(splits),
    nodes_modes: attr.tensor({ dtype: 'uint8', dims: [modes.length], data: Uint8Array.from(modes) }),
    ...(members.length === 0 ? {} : { membership_values: doubles(members) }),
    nodes_truenodeids: attr.ints(sides.left), nodes_trueleafs: attr.ints(isLeaf.left), nodes_falsenodeids: attr.ints(sides.right), nodes_falseleafs: attr.ints(isLeaf.right),
    ...(missing.includes(1) ? { nodes_missing_value_tracks_true: attr.ints(missing) } : {}),
    leaf_targetids: attr.ints(leafTargets), leaf_weights: doubles(leafWeights),
  };
}

/** Leaves of several numbers: the operator finds which of the different leaves a row comes to in each tree, a table says what it holds. */
function lowerWide(e: TreeEnsemble, thresholds: Float64Array, graph: GraphBuilder, x: ValueName): ValueName {
  const { width } = e;
  const trees = e.roots.length - 1;
  const rows: number[] = [];
  const known = new Map<string, number>();
  const rowOf = (leaf: number): number => {
    const held = e.value.subarray(leaf * width, (leaf + 1) * width);
    const key = held.join(' ');
    const found = known.get(key);
    if (found !== undefined) return found;
    for (const value of held) rows.push(value);
    known.set(key, known.size);
    return known.size - 1;
  };
  const groups = Array.from({ length: Math.ceil(trees / TOGETHER) }, (_, g) => {
    const [from, to] = [g * TOGETHER, Math.min(trees, (g + 1) * TOGETHER)];
    const found = graph.op('TreeEnsemble', [x], attributes(e, thresholds, from, to, to - from, (t) => t - from, rowOf), 'ai.onnx.ml');
    return graph.op('Cast', [found], { to: attr.int(INT64) });
  });
  const table = graph.doubles('leaves', rows, [rows.length / width, width]);
  const sums = groups.map((group) => graph.op('ReduceSum', [graph.op('Gather', [table, group], { axis: attr.int(0) }), graph.int64s('axis', [1])], { keepdims: attr.int(0) }));
  return sums.reduce((sum, next) => graph.op('Add', [sum, next]));
}

/** Rows of zeros, one for each row of `x`: what no trees add up to. */
function zeros(e: TreeEnsemble, graph: GraphBuilder, x: ValueName): ValueName {
  const rows = graph.op('Slice', [graph.op('Shape', [x]), graph.int64s('start', [0]), graph.int64s('end', [1])]);
  return graph.op('Expand', [graph.doubles('zero', [0], [1, 1]), graph.op('Concat', [rows, graph.int64s('outputs', [e.outputs])], { axis: attr.int(0) })]);
}

function applyLink(e: TreeEnsemble, graph: GraphBuilder, raw: ValueName): ValueName {
  if (e.link === 'logistic') return graph.op('Sigmoid', [raw]);
  if (e.link === 'exp') return graph.op('Exp', [raw]);
  return e.link === 'softmax' ? graph.op('Softmax', [raw], { axis: attr.int(1) }) : raw;
}

/**
 * The trees in the graph: N × outputs after the link, in double, from N × columns (double; categories as codes). One
 * ai.onnx.ml TreeEnsemble for all trees whose leaves hold one number. Thresholds of single precision become the doubles
 * that divide values as rounding them first would, so that no row changes its leaf.
 */
export function lowerEnsemble(e: TreeEnsemble, graph: GraphBuilder, x: ValueName): ValueName {
  const trees = e.roots.length - 1;
  const thresholds = doubleThresholds(e.threshold, e.float32);
  const marked = markMissing(e, graph, x);
  let sum: ValueName;
  if (trees === 0) sum = zeros(e, graph, x);
  else if (e.width > 1) sum = lowerWide(e, thresholds, graph, marked);
  else sum = graph.op('TreeEnsemble', [marked], attributes(e, thresholds, 0, trees, e.outputs, (t) => e.output[t]!, (leaf) => e.value[leaf]!), 'ai.onnx.ml');
  const mean = e.combine === 'mean' && trees > 0 ? graph.op('Div', [sum, graph.doubles('trees', [trees])]) : sum;
  return applyLink(e, graph, e.base.some((b) => b !== 0) ? graph.op('Add', [mean, graph.doubles('base', e.base)]) : mean);
}

/** The trees as a model of `task`; one probability alone becomes those of both classes. */
export function lowerTrees(e: TreeEnsemble, task: Task, graph: GraphBuilder, x: ValueName): LoweredModel {
  const value = lowerEnsemble(e, graph, x);
  if (!isClassification(task)) return { kind: 'value', value };
  if (e.outputs > 1) return { kind: 'probabilities', value };
  return { kind: 'probabilities', value: graph.op('Concat', [graph.op('Sub', [graph.doubles('one', [1]), value]), value], { axis: attr.int(1) }) };
}
