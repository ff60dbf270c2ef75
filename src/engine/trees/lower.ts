import { attr, type GraphBuilder, type LoweredModel, type ValueName } from '../export/graph.ts';
import type { TreeEnsemble } from './ensemble.ts';

const FLOAT = 1;
const INT64 = 7;
const DOUBLE = 11;
/** Modes of ai.onnx.ml's TreeEnsemble. */
const BRANCH_LEQ = 0;
const BRANCH_MEMBER = 6;

/** Runtimes lose track of missing values among sets: in the graph, a missing category is one more code, behind the unseen one. */
const missingCode = (e: TreeEnsemble, feature: number): number => (e.categories[feature]?.length ?? 0) + 1;

/** Codes of the categories that go left at a node, the missing one among them where it does; `null` for number splits. */
function codesOf(e: TreeEnsemble, node: number): readonly number[] | null {
  const at = e.set[node]!;
  if (at < 0) return null;
  const codes = members(e.sets, at);
  return e.missingLeft[node] === 1 ? [...codes, missingCode(e, e.feature[node]!)] : codes;
}

function members(sets: Uint32Array, at: number): readonly number[] {
  const codes: number[] = [];
  for (let word = 0; word < sets[at]!; word++) for (let bit = 0; bit < 32; bit++) if ((sets[at + 1 + word]! >>> bit) & 1) codes.push(word * 32 + bit);
  return codes;
}

/** What the operator takes, gathered node by node: questions and leaves are numbered apart. */
class Attributes {
  readonly roots: number[] = [];
  readonly modes: number[] = [];
  readonly features: number[] = [];
  readonly splits: number[] = [];
  readonly missing: number[] = [];
  readonly yes: number[] = [];
  readonly yesIsLeaf: number[] = [];
  readonly no: number[] = [];
  readonly noIsLeaf: number[] = [];
  readonly members: number[] = [];
  readonly targets: number[] = [];
  readonly weights: number[] = [];

  leaf(target: number, weight: number): number {
    this.targets.push(target);
    this.weights.push(weight);
    return this.targets.length - 1;
  }

  /** A question whose answers are filled in by `answer`. */
  question(feature: number, threshold: number, codes: readonly number[] | null, missingLeft: boolean): number {
    // The operator has no empty sets: a number that nothing lies below says the same.
    const set = codes !== null && codes.length > 0;
    this.modes.push(set ? BRANCH_MEMBER : BRANCH_LEQ);
    this.features.push(feature);
    this.splits.push(codes === null ? threshold : set ? 0 : -Number.MAX_VALUE);
    this.missing.push(missingLeft ? 1 : 0);
    if (set) this.members.push(...codes, Number.NaN);
    for (const list of [this.yes, this.yesIsLeaf, this.no, this.noIsLeaf]) list.push(0);
    return this.modes.length - 1;
  }

  answer(question: number, side: 'yes' | 'no', at: number, isLeaf: boolean): void {
    this[side][question] = at;
    this[`${side}IsLeaf`][question] = isLeaf ? 1 : 0;
  }
}

function gather(e: TreeEnsemble, target: (tree: number) => number, weight: (leaf: number) => number): Attributes {
  const all = new Attributes();
  for (let tree = 0; tree + 1 < e.roots.length; tree++) {
    const [first, end] = [e.roots[tree]!, e.roots[tree + 1]!];
    const place = new Int32Array(end - first);
    for (let node = first; node < end; node++) {
      if (e.feature[node]! < 0) place[node - first] = all.leaf(target(tree), weight(node));
      else place[node - first] = all.question(e.feature[node]!, e.threshold[node]!, codesOf(e, node), e.set[node]! < 0 && e.missingLeft[node] === 1);
    }
    for (let node = first; node < end; node++) {
      if (e.feature[node]! < 0) continue;
      for (const [side, child] of [['yes', e.left[node]!], ['no', e.right[node]!]] as const) all.answer(place[node - first]!, side, place[child - first]!, e.feature[child]! < 0);
    }
    if (e.feature[first]! >= 0) {
      all.roots.push(place[0]!);
      continue;
    }
    // A tree must begin with a question: one whose answers are the same leaf.
    const root = all.question(0, 0, null, false);
    for (const side of ['yes', 'no'] as const) all.answer(root, side, place[0]!, true);
    all.roots.push(root);
  }
  return all;
}

const doubles = (values: readonly number[]) => attr.tensor({ dtype: 'float64', dims: [values.length], data: Float64Array.from(values) });

/** All trees in one operator, in double precision: N × targets. */
function treesOperator(all: Attributes, targets: number, graph: GraphBuilder, x: ValueName): ValueName {
  return graph.op('TreeEnsemble', [x], {
    n_targets: attr.int(targets),
    aggregate_function: attr.int(1),
    post_transform: attr.int(0),
    tree_roots: attr.ints(all.roots),
    nodes_modes: attr.tensor({ dtype: 'uint8', dims: [all.modes.length], data: Uint8Array.from(all.modes) }),
    nodes_featureids: attr.ints(all.features),
    nodes_splits: doubles(all.splits),
    nodes_missing_value_tracks_true: attr.ints(all.missing),
    nodes_truenodeids: attr.ints(all.yes),
    nodes_trueleafs: attr.ints(all.yesIsLeaf),
    nodes_falsenodeids: attr.ints(all.no),
    nodes_falseleafs: attr.ints(all.noIsLeaf),
    leaf_targetids: attr.ints(all.targets),
    leaf_weights: doubles(all.weights),
    ...(all.members.length > 0 ? { membership_values: doubles(all.members) } : {}),
  }, 'ai.onnx.ml');
}

/** Sums (or means) of the trees: N × outputs. */
function combined(e: TreeEnsemble, graph: GraphBuilder, x: ValueName): ValueName {
  const trees = e.roots.length - 1;
  const scale = e.combine === 'mean' ? trees : 1;
  if (e.width === 1) return treesOperator(gather(e, (tree) => e.output[tree]!, (leaf) => e.value[leaf]! / scale), e.outputs, graph, x);
  // A leaf of the operator holds one number. For more, it gives the number of the leaf, and a table what the leaf holds.
  const held: number[] = [];
  const numbers = gather(e, (tree) => tree, (leaf) => {
    held.push(...e.value.subarray(leaf * e.width, (leaf + 1) * e.width));
    return held.length / e.width - 1;
  });
  const leaf = graph.op('Cast', [treesOperator(numbers, trees, graph, x)], { to: attr.int(INT64) });
  const values = graph.op('Gather', [graph.doubles('leaves', held, [held.length / e.width, e.width]), leaf], { axis: attr.int(0) });
  return graph.op(e.combine === 'mean' ? 'ReduceMean' : 'ReduceSum', [values, graph.int64s('trees', [1])], { keepdims: attr.int(0) });
}

/** From sums to what is predicted. */
function linked(e: TreeEnsemble, graph: GraphBuilder, raw: ValueName): LoweredModel {
  switch (e.link) {
    case 'identity': return { kind: e.outputs > 1 ? 'probabilities' : 'value', value: raw };
    case 'exp': return { kind: 'value', value: graph.op('Exp', [raw]) };
    case 'softmax': return { kind: 'probabilities', value: graph.op('Softmax', [raw], { axis: attr.int(1) }) };
    case 'logistic': return { kind: 'probabilities', value: graph.op('Concat', [graph.op('Sigmoid', [graph.op('Neg', [raw])]), graph.op('Sigmoid', [raw])], { axis: attr.int(1) }) };
    default: return e.link satisfies never;
  }
}

/** Missing categories become their own code. */
function withMissingCodes(e: TreeEnsemble, graph: GraphBuilder, x: ValueName): ValueName {
  const p = e.columns.length;
  const isCategory = graph.constant('is_category', { dtype: 'bool', dims: [1, p], data: Uint8Array.from(e.categories, (names) => (names === null ? 0 : 1)) });
  const codes = graph.doubles('missing_codes', e.columns.map((_, j) => missingCode(e, j)), [1, p]);
  return graph.op('Where', [graph.op('And', [graph.op('IsNaN', [x]), isCategory]), codes, x]);
}

/**
 * The whole ensemble in the graph as one TreeEnsemble of ai.onnx.ml 5 (ONNX 1.17), in double precision, so that it gives the
 * app's own numbers: sets of categories, ways of missing values and all. `x` holds doubles, N × columns; categories as codes.
 */
export function lowerEnsemble(e: TreeEnsemble, graph: GraphBuilder, x: ValueName): LoweredModel {
  // Rounded to single precision and back where the trees compare in single precision: the operator itself stays double.
  const single = e.float32 ? graph.op('Cast', [graph.op('Cast', [x], { to: attr.int(FLOAT) })], { to: attr.int(DOUBLE) }) : x;
  const input = e.set.some((at) => at >= 0) ? withMissingCodes(e, graph, single) : single;
  const raw = e.base.every((b) => b === 0) ? combined(e, graph, input) : graph.op('Add', [combined(e, graph, input), graph.doubles('base', e.base)]);
  return linked(e, graph, raw);
}
