import type { Memory } from '../../kernels/memory.ts';
import type { TreeEnsemble } from '../ensemble.ts';
import { ANCESTOR, LEFT_LEAF, MISSING_LEFT, NODE, RIGHT_LEAF, TREE } from './layout.ts';
import { gaussLegendre } from './quadrature.ts';
import { type Ancestor, type Walk, type WalkNode } from './program.ts';

/** Points that make the quadrature exact for a walk. */
export const pointsOf = (walk: Walk): number => Math.max(1, Math.ceil(walk.columns / 2));

/** Numbers of each kind that a packed tree takes. */
export interface Size {
  readonly doubles: number;
  readonly words: number;
}

export const bytesOf = ({ doubles, words }: Size): number => doubles * 8 + words * 4;
export const plus = (a: Size, b: Size): Size => ({ doubles: a.doubles + b.doubles, words: a.words + b.words });

export function sizeOf(e: TreeEnsemble, walk: Walk): Size {
  const Q = pointsOf(walk);
  let doubles = 3 * Q;
  let words = walk.steps.length;
  for (const { node, previous, ancestors } of walk.nodes) {
    const leaves = (e.feature[e.left[node]!]! < 0 ? 1 : 0) + (e.feature[e.right[node]!]! < 0 ? 1 : 0);
    doubles += NODE.bytes / 8 + (previous < 0 ? 0 : 2 * Q) + leaves * e.width;
    words += (ancestors.length * ANCESTOR.bytes) / 4 + (e.set[node]! < 0 ? 0 : e.sets[e.set[node]!]!);
  }
  // Every edge may be some node's ancestor.
  if (walk.nodes.some((n) => n.ancestors.length > 0)) doubles += 2 * walk.nodes.length * Q;
  return { doubles, words };
}

/** Writes numbers one after another into a piece of memory. */
class Writer {
  readonly #memory: Memory;
  #double: number;
  #word: number;

  constructor(memory: Memory, size: Size) {
    this.#memory = memory;
    this.#double = memory.alloc(bytesOf(size));
    this.#word = this.#double + size.doubles * 8;
  }

  space(doubles: number): number {
    const at = this.#double;
    this.#double += doubles * 8;
    return at;
  }

  doubles(values: ArrayLike<number>): number {
    const at = this.space(values.length);
    this.#memory.f64.set(values, at >> 3);
    return at;
  }

  words(values: ArrayLike<number>): number {
    const at = this.#word;
    this.#memory.u32.set(values, at >> 2);
    this.#word += values.length * 4;
    return at;
  }
}

export interface PackedTree {
  readonly tree: number;
  readonly walk: Walk;
}

export interface PackContext {
  readonly memory: Memory;
  readonly ensemble: TreeEnsemble;
  readonly leftShare: Float64Array;
  readonly groupOf: Int32Array;
  /** Address of each ensemble column's cells. */
  readonly cellsOf: (feature: number) => number;
}

/** How the chance of going left changes with what is known, and what a change is worth, at each quadrature point. */
function constants(share: number, Q: number): { readonly tau: Float64Array; readonly kappa: Float64Array } {
  const { t, w } = gaussLegendre(Q);
  const g = t.map((known) => 1 / (share * (1 - known) + known));
  return { tau: t.map((known, q) => known * g[q]!), kappa: w.map((weight, q) => weight * share * g[q]! * g[q]!) };
}

function packNode(at: number, { node, slot, kids, previous, share, ancestors }: WalkNode, Q: number, first: { readonly tau: number; readonly kappa: number }, edges: Map<Ancestor, number>, writer: Writer, p: PackContext): void {
  const { memory: { i32, f64 }, ensemble: e } = p;
  const put = (offset: number, value: number): void => { i32[(at + offset) >> 2] = value; };
  const feature = e.feature[node]!;
  const leaf = (child: number): boolean => e.feature[child]! < 0;
  const valueOf = (child: number): number => (leaf(child) ? writer.doubles(e.value.subarray(child * e.width, (child + 1) * e.width)) : 0);
  const [left, right] = [e.left[node]!, e.right[node]!];
  const own = previous < 0 ? null : constants(share, Q);
  const set = e.set[node]!;
  put(NODE.cells, p.cellsOf(feature));
  put(NODE.group, p.groupOf[feature]!);
  put(NODE.slot, slot);
  put(NODE.kids, kids);
  put(NODE.previous, previous);
  put(NODE.set, set < 0 ? 0 : writer.words(e.sets.subarray(set + 1, set + 1 + e.sets[set]!)));
  put(NODE.words, set < 0 ? 0 : e.sets[set]!);
  put(NODE.flags, (e.missingLeft[node] ? MISSING_LEFT : 0) | (leaf(left) ? LEFT_LEAF : 0) | (leaf(right) ? RIGHT_LEAF : 0));
  put(NODE.tau, own === null ? first.tau : writer.doubles(own.tau));
  put(NODE.kappa, own === null ? first.kappa : writer.doubles(own.kappa));
  put(NODE.leftValue, valueOf(left));
  put(NODE.rightValue, valueOf(right));
  f64[(at + NODE.threshold) >> 3] = e.threshold[node]!;
  f64[(at + NODE.share) >> 3] = p.leftShare[node]!;
  put(NODE.ancestorCount, ancestors.length);
  const { t } = gaussLegendre(Q);
  put(NODE.ancestors, writer.words(ancestors.flatMap((a) => {
    let here = edges.get(a);
    if (here === undefined) {
      here = writer.doubles(t.map((known) => (1 - a.share) / (a.share * (1 - known) + known)));
      edges.set(a, here);
    }
    return [a.slot, p.groupOf[a.feature]!, here];
  })));
}

/** Writes trees and gives the address of their TREE records. */
export function packTrees(trees: readonly PackedTree[], size: Size, p: PackContext): number {
  const { memory: { i32 }, ensemble: e } = p;
  const records = p.memory.alloc(trees.length * TREE.bytes);
  const writer = new Writer(p.memory, size);
  trees.forEach(({ tree, walk }, i) => {
    const Q = pointsOf(walk);
    const { t, w } = gaussLegendre(Q);
    const first = { tau: writer.doubles(t), kappa: writer.doubles(w) };
    const away = writer.doubles(t.map((known) => -1 / (1 - known)));
    const nodes = writer.space((walk.nodes.length * NODE.bytes) / 8);
    const edges = new Map<Ancestor, number>();
    walk.nodes.forEach((node, place) => packNode(nodes + place * NODE.bytes, node, Q, first, edges, writer, p));
    const put = (offset: number, value: number): void => { i32[(records + i * TREE.bytes + offset) >> 2] = value; };
    put(TREE.steps, writer.words(walk.steps));
    put(TREE.stepCount, walk.steps.length);
    put(TREE.nodes, nodes);
    put(TREE.points, Q);
    put(TREE.output, e.width === 1 ? e.output[tree]! : 0);
    put(TREE.slots, walk.slots);
    put(TREE.away, away);
  });
  return records;
}
