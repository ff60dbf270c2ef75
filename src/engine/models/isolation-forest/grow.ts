import { averagePath } from './path.ts';

/** A tree while it grows; node 0 is the root. */
export interface IsolationTree {
  readonly feature: number[];
  readonly threshold: number[];
  readonly left: number[];
  readonly right: number[];
  readonly missingLeft: number[];
  /** In leaves: cuts a row needs to be alone, those that were not made counted by their average. */
  readonly path: number[];
  readonly count: number[];
}

interface Node { readonly node: number; readonly from: number; readonly to: number; readonly depth: number }

/** Smallest and largest known value of a column among rows from … to − 1, and how many are missing. */
function range(column: Float64Array, rows: Int32Array, from: number, to: number): { readonly low: number; readonly high: number; readonly missing: number } {
  let low = Infinity;
  let high = -Infinity;
  let missing = 0;
  for (let r = from; r < to; r++) {
    const v = column[rows[r]!]!;
    if (Number.isNaN(v)) missing++;
    if (v < low) low = v;
    if (v > high) high = v;
  }
  return { low, high, missing };
}

interface Cut { readonly feature: number; readonly threshold: number; readonly missingLeft: boolean }

/** A column drawn among those that vary in the node, and a threshold between its smallest and largest value. */
function drawCut(columns: readonly Float64Array[], candidates: Int32Array, rows: Int32Array, { from, to }: Node, random: () => number): Cut | null {
  for (let left = candidates.length; left > 0; left--) {
    const at = Math.floor(random() * left);
    const feature = candidates[at]!;
    candidates[at] = candidates[left - 1]!;
    candidates[left - 1] = feature;
    const { low, high, missing } = range(columns[feature]!, rows, from, to);
    // Known values that are all equal can still be cut off from missing ones.
    if (missing === to - from || (low === high && missing === 0)) continue;
    const drawn = low + (high - low) * random();
    const threshold = drawn >= high || !Number.isFinite(drawn) ? low : drawn;
    const missingLeft = missing > 0 ? low < high && random() < 0.5 : false;
    return { feature, threshold, missingLeft };
  }
  return null;
}

/** Moves the rows that go left to the front of the stretch; returns where the others begin. */
function divide(column: Float64Array, rows: Int32Array, { from, to }: Node, { threshold, missingLeft }: Cut): number {
  let middle = from;
  for (let r = from; r < to; r++) {
    const row = rows[r]!;
    const v = column[row]!;
    if (!(v <= threshold || (missingLeft && Number.isNaN(v)))) continue;
    rows[r] = rows[middle]!;
    rows[middle++] = row;
  }
  return middle;
}

/** Cuts `rows` (rearranged) at random down to single rows or `maxDepth`; looks at the columns numbered `candidates` only. */
export function growIsolation(columns: readonly Float64Array[], candidates: Int32Array, rows: Int32Array, maxDepth: number, random: () => number): IsolationTree {
  const tree: IsolationTree = { feature: [], threshold: [], left: [], right: [], missingLeft: [], path: [], count: [] };
  const open: Node[] = [];
  const add = (from: number, to: number, depth: number): number => {
    const node = tree.feature.length;
    tree.feature.push(-1);
    tree.threshold.push(0);
    tree.left.push(-1);
    tree.right.push(-1);
    tree.missingLeft.push(0);
    tree.path.push(depth + averagePath(to - from));
    tree.count.push(to - from);
    if (depth < maxDepth && to - from > 1) open.push({ node, from, to, depth });
    return node;
  };
  add(0, rows.length, 0);
  for (let next = open.pop(); next; next = open.pop()) {
    const cut = drawCut(columns, candidates, rows, next, random);
    if (cut === null) continue;
    const middle = divide(columns[cut.feature]!, rows, next, cut);
    const size = { left: middle - next.from, right: next.to - middle };
    tree.feature[next.node] = cut.feature;
    tree.threshold[next.node] = cut.threshold;
    // Where no value was missing here, a missing one goes with the larger part.
    const known = range(columns[cut.feature]!, rows, next.from, next.to).missing === 0;
    tree.missingLeft[next.node] = (known ? size.left > size.right : cut.missingLeft) ? 1 : 0;
    tree.left[next.node] = add(next.from, middle, next.depth + 1);
    tree.right[next.node] = add(middle, next.to, next.depth + 1);
  }
  return tree;
}
