import { MISSING_CATEGORY, predictLanes, TILE } from '../../kernels/twins/predict-lanes.ts';
import type { TreeEnsemble } from '../ensemble.ts';
import { Ladders } from './ladders.ts';
import { line, type Packed } from './packed.ts';

/** Leaves that a byte numbers. */
const LEAVES = 256;
const SET_WORDS = 8;
/** In a set's last word. */
const MISSING_BIT = 2 ** (MISSING_CATEGORY % 32);

/** The words of a set, those beyond 256 bits cut off. */
const words = ({ sets }: TreeEnsemble, at: number): readonly number[] => Array.from({ length: SET_WORDS }, (_, word) => (word < sets[at]! ? sets[at + 1 + word]! : 0));

/** Whether a set has no category whose code is that of missing ones or above. */
const isSmall = ({ sets }: TreeEnsemble, at: number): boolean =>
  sets.subarray(at + 1, at + 1 + sets[at]!).every((bits, word) => bits === 0 || word < SET_WORDS - 1 || (word === SET_WORDS - 1 && bits < MISSING_BIT));

/** Whether the kernel `predictLanes` can do it: trees of few leaves, and of few categories. */
export function fitsLanes(e: TreeEnsemble): boolean {
  return e.roots.every((root, t) => t === 0 || root - e.roots[t - 1]! < 2 * LEAVES) && e.set.every((at) => at < 0 || isSmall(e, at));
}

/** What a node asks, apart from its children: column (odd for categories), rank, and the set's words. */
interface Question {
  readonly column: number;
  readonly rank: number;
  readonly set: readonly number[];
}

function questionOf(e: TreeEnsemble, node: number, ladders: Ladders): Question {
  if (e.set[node]! < 0) {
    const { column, rank } = ladders.number(node);
    return { column: column * TILE, rank: (rank - 128) & 255, set: [] };
  }
  const set = [...words(e, e.set[node]!)];
  if (e.missingLeft[node] === 1) set[SET_WORDS - 1] = set[SET_WORDS - 1]! + MISSING_BIT;
  return { column: ladders.category(node) * TILE + 1, rank: 0, set };
}

const sameQuestion = (e: TreeEnsemble, a: number, b: number): boolean =>
  e.feature[a] === e.feature[b] && e.threshold[a] === e.threshold[b] && e.set[a] === e.set[b] && e.missingLeft[a] === e.missingLeft[b];

/** A node of every level, where all nodes of a level ask the same and all leaves are on one level; else `null`. */
function levelsOf(e: TreeEnsemble, root: number): readonly number[] | null {
  const levels: number[] = [];
  for (let level = [root]; ;) {
    const first = level[0]!;
    const isLeaf = e.feature[first]! < 0;
    if (!level.every((node) => (isLeaf ? e.feature[node]! < 0 : sameQuestion(e, first, node)))) return null;
    if (isLeaf) return levels;
    levels.push(first);
    level = level.flatMap((node) => [e.left[node]!, e.right[node]!]);
  }
}

interface Program {
  readonly symmetric: boolean;
  readonly nodes: readonly { readonly question: Question; readonly second: number; readonly third: number; readonly own: number }[];
  /** Nodes of the ensemble by the numbers of leaves: from left to right. */
  readonly leaves: readonly number[];
  /** Results that are kept at once. */
  readonly results: number;
}

/** A tree's nodes, children first. Offsets into the scratch space: leaves' numbers below 256 × TILE stand for themselves, results follow them. */
function program(e: TreeEnsemble, root: number, ladders: Ladders, firstResult: number): Program {
  const leaves: number[] = [];
  const nodes: Program['nodes'][number][] = [];
  const levels = levelsOf(e, root);
  let results = 1;
  /** Answers where the result of a node will be; `height` results are in use. */
  const walk = (node: number, height: number): number => {
    if (e.feature[node]! < 0) return (leaves.push(node) - 1) * TILE;
    results = Math.max(results, height + 1);
    const own = firstResult + height * TILE;
    const left = walk(e.left[node]!, height);
    const right = walk(e.right[node]!, left < firstResult ? height : height + 1);
    if (levels === null) nodes.push({ question: questionOf(e, node, ladders), second: left, third: right, own });
    return own;
  };
  walk(root, 0);
  levels?.forEach((node, k) => nodes.push({ question: questionOf(e, node, ladders), second: 2 ** (levels.length - 1 - k), third: 0, own: firstResult }));
  return { symmetric: levels !== null, nodes, leaves, results };
}

/** An ensemble for the kernel `predictLanes`, which it must fit. */
export function packLanes(e: TreeEnsemble): Packed {
  const count = e.roots.length - 1;
  const ladders = new Ladders(e);
  const most = Math.max(1, ...Array.from({ length: count }, (_, t) => (e.roots[t + 1]! - e.roots[t]! + 1) / 2));
  const programs = Array.from({ length: count }, (_, t) => program(e, e.roots[t]!, ladders, most * TILE));
  const firstColumn = (most + Math.max(1, ...programs.map(({ results }) => results))) * TILE;

  let size = 64; // Address 0 means none.
  const room = (bytes: number): number => {
    const at = size;
    size += line(bytes);
    return at;
  };
  const ladderAt = room(ladders.all.length * 32);
  const steps = ladders.all.map(({ thresholds }) => (thresholds === null ? 0 : Math.ceil(Math.log2(thresholds.length + 1))));
  const thresholdsAt = ladders.all.map(({ thresholds }, k) => (thresholds === null ? 0 : room((2 ** steps[k]! - 1) * 8)));
  const places = programs.map(({ nodes, leaves }) => ({
    nodes: room(nodes.reduce((bytes, { question }) => bytes + 16 + question.set.length * 4, 0)),
    values: room(leaves.length * e.width * 8),
  }));
  const bytes = new ArrayBuffer(size);
  const trees = new ArrayBuffer((count + 1) * 32);
  const [f64, u32, table] = [new Float64Array(bytes), new Uint32Array(bytes), new Uint32Array(trees)];
  const moved: number[] = [];

  const columnAt = (column: number): number => (column < 0 ? 0 : firstColumn + column * TILE);
  ladders.all.forEach(({ feature, thresholds, left, right }, k) => {
    u32.set([feature * 8, thresholdsAt[k]!, 2 ** (steps[k]! + 2), columnAt(left), columnAt(right)], ladderAt / 4 + 8 * k);
    if (thresholds === null) return;
    moved.push(ladderAt / 4 + 8 * k + 1);
    f64.fill(Infinity, thresholdsAt[k]! / 8, thresholdsAt[k]! / 8 + 2 ** steps[k]! - 1);
    f64.set(thresholds, thresholdsAt[k]! / 8);
  });
  table.set([ladderAt, ladders.all.length]);
  programs.forEach(({ symmetric, nodes, leaves }, t) => {
    const { nodes: first, values } = places[t]!;
    let at = first / 4;
    for (const { question, second, third, own } of nodes) {
      const encoded = [firstColumn + question.column, second, third, own * 256 + question.rank, ...question.set];
      u32.set(encoded, at);
      at += encoded.length;
    }
    leaves.forEach((node, leaf) => f64.set(e.value.subarray(node * e.width, (node + 1) * e.width), values / 8 + leaf * e.width));
    const result = nodes.length > 0 ? most * TILE : 0;
    table.set([Number(symmetric), first, at * 4, values, e.width === 1 ? e.output[t]! : 0, result], 8 + 8 * t);
  });
  const scratch = firstColumn + ladders.columns * TILE;
  return {
    kernel: predictLanes, bytes, trees, last: most, scratch: () => scratch,
    moved: { bytes: Int32Array.from(moved), trees: Int32Array.from([0, ...programs.flatMap((_, t) => [9, 10, 11].map((word) => word + 8 * t))]) },
  };
}
