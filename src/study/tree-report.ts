import { StudioError } from '../engine/core/errors.ts';
import type { TreeEnsemble } from '../engine/trees/ensemble.ts';
import { goesLeft } from '../engine/trees/predict.ts';
import type { Matrix } from '../frame/matrix.ts';
import type { Table } from '../frame/table.ts';
import { pipelineMatrices } from './model-matrix.ts';
import { inputFeatures } from './predict.ts';
import { algorithmOf } from './registry.ts';
import type { FittedPipeline } from './results.ts';

export type TreeQuestion =
  | { readonly column: string; readonly kind: 'number'; readonly threshold: number; readonly date: boolean; readonly missingLeft: boolean }
  /** Categories that go left; at most a few of them, and how many there are. */
  | { readonly column: string; readonly kind: 'category'; readonly left: readonly string[]; readonly leftCount: number; readonly missingLeft: boolean };

export interface TreeNodeReport {
  readonly id: number;
  /** `null` in a leaf. */
  readonly question: TreeQuestion | null;
  /** Node ids; `null` in a leaf, and where the children are too deep to be sent: ask for them with `from`. */
  readonly children: readonly [left: number, right: number] | null;
  /** What the node says: one number, or one a class. */
  readonly value: readonly number[];
  readonly gain: number;
  /** Training rows that came here. */
  readonly rows: number;
}

/** Part of one tree of a fitted ensemble, as it is drawn. */
export interface TreeReport {
  readonly trees: number;
  readonly tree: number;
  /** Names of what the ensemble says: the classes, or the target. */
  readonly outputs: readonly string[];
  /** The one output this tree adds to; `null` where its leaves hold a number for each. */
  readonly output: string | null;
  /** Leaves hold what is predicted (`says`: trees and forests), or what is added to a score (`adds`: boosting). */
  readonly leaves: 'says' | 'adds';
  readonly depth: number;
  readonly leafCount: number;
  readonly from: number;
  readonly nodes: readonly TreeNodeReport[];
  /** The asked row's way from the root to its leaf, however deep; empty where none was asked for. */
  readonly path: readonly TreeStep[];
}

/** A node on a row's way, and the row's answer there; `null` in the leaf. */
export interface TreeStep {
  readonly node: TreeNodeReport;
  readonly yes: boolean | null;
}

export interface TreeRequest {
  readonly tree: number;
  /** Node to begin with; `null` for the root. */
  readonly from: number | null;
  /** Levels below it. */
  readonly depth: number;
  /** Row of the table whose path is wanted. */
  readonly row: number | null;
}

const NAMED = 6;

function questionOf(e: TreeEnsemble, node: number, dates: ReadonlySet<string>): TreeQuestion | null {
  const j = e.feature[node]!;
  if (j < 0) return null;
  const column = e.columns[j]!;
  const missingLeft = e.missingLeft[node] === 1;
  if (e.set[node]! < 0) return { column, kind: 'number', threshold: e.threshold[node]!, date: dates.has(column), missingLeft };
  const left = (e.categories[j] ?? []).filter((_, code) => goesLeft(e, node, code));
  return { column, kind: 'category', left: left.slice(0, NAMED), leftCount: left.length, missingLeft };
}

function shapeOf(e: TreeEnsemble, first: number, end: number): { readonly depth: number; readonly leaves: number } {
  const level = new Int32Array(end - first);
  let depth = 0;
  let leaves = 0;
  for (let node = first; node < end; node++) {
    depth = Math.max(depth, level[node - first]!);
    if (e.feature[node]! < 0) leaves++;
    else for (const child of [e.left[node]!, e.right[node]!]) level[child - first] = level[node - first]! + 1;
  }
  return { depth, leaves };
}

function nodeOf(e: TreeEnsemble, id: number, hasChildren: boolean, dates: ReadonlySet<string>): TreeNodeReport {
  const question = questionOf(e, id, dates);
  const children = question === null || !hasChildren ? null : [e.left[id]!, e.right[id]!] as const;
  return { id, question, children, value: Array.from(e.value.subarray(id * e.width, (id + 1) * e.width)), gain: e.gain[id]!, rows: e.count[id]! };
}

function pathOf(e: TreeEnsemble, root: number, X: Matrix, dates: ReadonlySet<string>): readonly TreeStep[] {
  const path: TreeStep[] = [];
  for (let node: number | null = root; node !== null;) {
    const yes: boolean | null = e.feature[node]! < 0 ? null : goesLeft(e, node, X.values[e.feature[node]!]!);
    path.push({ node: nodeOf(e, node, true, dates), yes });
    node = yes === null ? null : yes ? e.left[node]! : e.right[node]!;
  }
  return path;
}

function nodesFrom(e: TreeEnsemble, from: number, depth: number, dates: ReadonlySet<string>): readonly TreeNodeReport[] {
  const nodes: TreeNodeReport[] = [];
  const visit = (id: number, level: number): void => {
    const node = nodeOf(e, id, level < depth, dates);
    nodes.push(node);
    for (const child of node.children ?? []) visit(child, level + 1);
  };
  visit(from, 0);
  return nodes;
}

/** One tree of a fitted pipeline, down to some depth, with a row's way through it. Throws StudioError('unsupported') for models without trees. */
export async function treeReport(fitted: FittedPipeline, table: () => Promise<Table>, { tree, from, depth, row }: TreeRequest): Promise<TreeReport> {
  const algorithm = algorithmOf(fitted.model.type);
  if (!algorithm.trees) throw new StudioError('unsupported', `${algorithm.name} has no trees to look at.`, { algorithm: algorithm.type });
  const { ensemble: e, derive } = algorithm.trees(fitted.model.state);
  const trees = e.roots.length - 1;
  if (!(Number.isInteger(tree) && tree >= 0 && tree < trees)) throw new StudioError('param', `The model has the trees 1 to ${trees}; there is no tree ${tree + 1}.`, { param: 'tree' });
  const [first, end] = [e.roots[tree]!, e.roots[tree + 1]!];
  const start = from ?? first;
  if (!(start >= first && start < end)) throw new StudioError('param', `Tree ${tree + 1} has no node ${start}.`, { param: 'from' });
  const dates = new Set(fitted.inputs.filter((c) => c.type === 'date').map((c) => c.name));
  const shape = shapeOf(e, first, end);
  const outputs = fitted.classes ?? [fitted.target ?? 'score'];
  let path: readonly TreeStep[] = [];
  if (row !== null) {
    const X = pipelineMatrices(fitted)(inputFeatures(fitted, await table(), Uint32Array.of(row)));
    path = pathOf(e, first, derive ? derive(X) : X, dates);
  }
  // One score for two classes speaks of the second.
  const named = e.outputs === 1 ? outputs.at(-1)! : outputs[e.output[tree]!]!;
  return {
    trees, tree, outputs, output: e.width > 1 ? null : named, leaves: e.combine === 'mean' || (trees === 1 && e.link === 'identity') ? 'says' : 'adds',
    depth: shape.depth, leafCount: shape.leaves, from: start, nodes: nodesFrom(e, start, depth, dates), path,
  };
}
