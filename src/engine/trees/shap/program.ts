import type { TreeEnsemble } from '../ensemble.ts';

/** Steps of a walk, packed as node place × 4 + kind. */
export const ENTER = 0;
export const EXIT = 1;
/** An inner node with two leaves: entered and left in one step. */
export const BOTTOM = 2;

/** The last question about another column on the way to a node: where its answer stands, and what share of rows had it. */
export interface Ancestor {
  readonly slot: number;
  readonly feature: number;
  readonly share: number;
}

/** An inner node on a walk. Slots hold what belongs to the edge into a node; a node's two children have neighbouring slots. */
export interface WalkNode {
  readonly node: number;
  readonly slot: number;
  readonly kids: number;
  /** Slot of the edge that last asked about the same column; −1 where this is the first. */
  readonly previous: number;
  /** Share of training rows that had the answers so far to questions about this column; 1 where this is the first. */
  readonly share: number;
  readonly ancestors: readonly Ancestor[];
}

/** One tree as a depth-first list of steps over its inner nodes. */
export interface Walk {
  readonly nodes: readonly WalkNode[];
  readonly steps: Int32Array;
  readonly slots: number;
  /** Most different columns asked about on one path. */
  readonly columns: number;
}

/** `withAncestors`: for interactions; else the lists stay empty. A stack of its own: trees may be thousands of levels deep. */
export function walkOf(e: TreeEnsemble, tree: number, leftShare: Float64Array, withAncestors: boolean): Walk {
  const nodes: WalkNode[] = [];
  const steps: number[] = [];
  const path = new Map<number, Ancestor>();
  let slots = 1;
  let columns = 0;
  const isLeaf = (node: number): boolean => e.feature[node]! < 0;
  type Visit = { readonly do: 'node'; readonly node: number; readonly depth: number; readonly slot: number } | { readonly do: 'edge'; readonly place: number; readonly right: boolean } | { readonly do: 'exit'; readonly place: number; readonly before: Ancestor | undefined };
  const todo: Visit[] = [{ do: 'node', node: e.roots[tree]!, depth: 0, slot: 0 }];
  for (let visit = todo.pop(); visit !== undefined; visit = todo.pop()) {
    if (visit.do === 'edge') {
      const { node, share, kids } = nodes[visit.place]!;
      const left = leftShare[node]!;
      const feature = e.feature[node]!;
      path.set(feature, { slot: kids + (visit.right ? 1 : 0), feature, share: share * (visit.right ? 1 - left : left) });
      continue;
    }
    if (visit.do === 'exit') {
      const feature = e.feature[nodes[visit.place]!.node]!;
      if (visit.before) path.set(feature, visit.before);
      else path.delete(feature);
      steps.push(visit.place * 4 + EXIT);
      continue;
    }
    const { node, depth, slot } = visit;
    if (isLeaf(node)) continue;
    const feature = e.feature[node]!;
    const before = path.get(feature);
    const kids = 2 * (depth + 1);
    const place = nodes.length;
    const ancestors = withAncestors ? [...path.values()].filter((a) => a.feature !== feature) : [];
    nodes.push({ node, slot, kids, previous: before?.slot ?? -1, share: before?.share ?? 1, ancestors });
    slots = Math.max(slots, kids + 2);
    columns = Math.max(columns, path.size + (before ? 0 : 1));
    const [left, right] = [e.left[node]!, e.right[node]!];
    if (isLeaf(left) && isLeaf(right)) { steps.push(place * 4 + BOTTOM); continue; }
    steps.push(place * 4 + ENTER);
    // Taken from the end: left, then right, then back out.
    todo.push(
      { do: 'exit', place, before },
      { do: 'node', node: right, depth: depth + 1, slot: kids + 1 },
      { do: 'edge', place, right: true },
      { do: 'node', node: left, depth: depth + 1, slot: kids },
      { do: 'edge', place, right: false },
    );
  }
  return { nodes, steps: Int32Array.from(steps), slots, columns };
}
