import { type Power, part, reducedDistance } from './metric.ts';
import type { NearestLists } from './nearest-list.ts';

/**
 * A balanced k-d tree (Bentley 1975) without pointers: node t has children 2t + 1 and 2t + 2, and halves the stretch of
 * `order` that it was given. Plain arrays, so it is stored with the model.
 */
export type KdTree = {
  readonly order: Int32Array;
  /** Column and value of every inner node's cut. */
  readonly column: Int32Array;
  readonly cut: Float64Array;
  readonly levels: number;
};

const LEAF = 24;

/** Column of the widest spread among rows `order[from … to]`. */
function widest(X: Float64Array, p: number, order: Int32Array, from: number, to: number): number {
  let best = 0;
  let spread = -1;
  for (let j = 0; j < p; j++) {
    let low = Infinity;
    let high = -Infinity;
    for (let r = from; r < to; r++) {
      const v = X[order[r]! * p + j]!;
      if (v < low) low = v;
      if (v > high) high = v;
    }
    if (high - low > spread) {
      spread = high - low;
      best = j;
    }
  }
  return best;
}

export function buildKdTree(X: Float64Array, rows: number, p: number): KdTree {
  const levels = Math.max(0, Math.ceil(Math.log2(rows / LEAF)));
  const inner = 2 ** levels - 1;
  const order = Int32Array.from({ length: rows }, (_, i) => i);
  const column = new Int32Array(inner);
  const cut = new Float64Array(inner);
  const split = (node: number, from: number, to: number): void => {
    if (node >= inner) return;
    const j = widest(X, p, order, from, to);
    order.subarray(from, to).sort((a, b) => X[a * p + j]! - X[b * p + j]! || a - b);
    const middle = (from + to) >> 1;
    column[node] = j;
    cut[node] = X[order[middle]! * p + j]!;
    split(2 * node + 1, from, middle);
    split(2 * node + 2, middle, to);
  };
  split(0, 0, rows);
  return { order, column, cut, levels };
}

/** Offers query `q` (row `q` of Q) every training row that may be among its nearest; list `at` keeps them. */
export function searchKdTree(tree: KdTree, X: Float64Array, p: number, power: Power, Q: Float64Array, q: number, lists: NearestLists, at: number): void {
  const { order, column, cut } = tree;
  const inner = column.length;
  /** How far, in each column, the query lies outside the cell being visited. */
  const outside = new Float64Array(p);
  const visit = (node: number, from: number, to: number, bound: number): void => {
    // Slack for the rounding of the bound: a row exactly as far as the worst kept must not be missed.
    if (bound * (1 - 1e-12) > lists.limit(at)) return;
    if (node >= inner) {
      for (let r = from; r < to; r++) lists.offer(at, reducedDistance(Q, q, X, order[r]!, p, power), order[r]!);
      return;
    }
    const j = column[node]!;
    const gap = Q[q * p + j]! - cut[node]!;
    const middle = (from + to) >> 1;
    const before = outside[j]!;
    const farther = Math.max(before, part(gap, power));
    const beyond = power === Infinity ? Math.max(bound, farther) : bound - before + farther;
    const visitFar = (child: number, start: number, end: number): void => {
      outside[j] = farther;
      visit(child, start, end, beyond);
      outside[j] = before;
    };
    if (gap < 0) {
      visit(2 * node + 1, from, middle, bound);
      visitFar(2 * node + 2, middle, to);
    } else {
      visit(2 * node + 2, middle, to, bound);
      visitFar(2 * node + 1, from, middle);
    }
  };
  visit(0, 0, order.length, 0);
}
