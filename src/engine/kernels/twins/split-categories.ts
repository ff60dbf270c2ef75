import type { Memory } from '../memory.ts';
import { gainOf, larger, type Node, nodeOf, rowsOf, smaller, soften } from './split-rules.ts';

/** One category against all others: LightGBM sends it left, XGBoost right, with missing values left or right with it. */
function oneAgainstRest({ i32 }: Memory, node: Node, bins: number, missing: number, other: number): number {
  const base = node.hist / 4;
  const [mh, mg] = missing >= 0 ? [i32[base + 2 * missing]!, i32[base + 2 * missing + 1]!] : [0, 0];
  let best = -Infinity;
  for (let bin = 0; bin < bins; bin++) {
    const [h, g] = [i32[base + 2 * bin]!, i32[base + 2 * bin + 1]!];
    const rows = rowsOf(h, node.factor);
    if (!node.xgboost) {
      if (bin !== other) best = Math.max(best, gainOf(g, h, rows, node));
      continue;
    }
    best = Math.max(best, gainOf(node.G - g, node.H - h, node.rows - rows, node));
    if (mh !== 0 || mg !== 0) best = Math.max(best, gainOf(node.G - g - mg, node.H - h - mh, node.rows - rows - rowsOf(mh, node.factor), node));
  }
  return best;
}

/** Bins by a number each, equal ones as they stand. */
const sorted = (bins: readonly number[], keys: ReadonlyMap<number, number>): readonly number[] => [...bins].sort((a, b) => keys.get(a)! - keys.get(b)!);

/** LightGBM: categories by gradient over hessian, from either end, in steps of at least `group` rows. */
function lightgbmOrder({ i32 }: Memory, node: Node, bins: number, other: number, most: number, smooth: number, group: number): number {
  const base = node.hist / 4;
  const keys = new Map<number, number>();
  for (let b = 0; b < bins; b++) {
    const h = i32[base + 2 * b]!;
    if (b !== other && h > 0 && rowsOf(h, node.factor) >= smooth) keys.set(b, (i32[base + 2 * b + 1]! * node.unitG) / (h * node.unitH + smooth));
  }
  const order = sorted([...keys.keys()], keys);
  let best = -Infinity;
  for (const ends of [order, order.toReversed()]) {
    let [G, H, rows, since] = [0, 0, 0, 0];
    for (let i = 0; i < Math.min(order.length, most, (order.length + 1) >> 1); i++) {
      const h = i32[base + 2 * ends[i]!]!;
      H += h;
      G += i32[base + 2 * ends[i]! + 1]!;
      rows += rowsOf(h, node.factor);
      since += rowsOf(h, node.factor);
      if (rows < node.minRows || H * node.unitH < node.minChildWeight) continue;
      if (node.rows - rows < Math.max(node.minRows, group) || (node.H - H) * node.unitH < node.minChildWeight) break;
      if (since < group) continue;
      since = 0;
      best = Math.max(best, gainOf(G, H, rows, node));
    }
  }
  return best;
}

/** What a category would say as a leaf of its own, in single precision; nothing below the least hessian. */
function weightOf(g: number, h: number, { unitG, unitH, lambda, alpha, minChildWeight, maxDeltaStep }: Node): number {
  const weight = h * unitH + lambda;
  if (h * unitH < minChildWeight || !(weight > 0)) return 0;
  const value = -soften(g * unitG, alpha) / weight;
  return Math.fround(maxDeltaStep > 0 ? larger(-maxDeltaStep, smaller(maxDeltaStep, value)) : value);
}

/** XGBoost: categories by their weight; the lowest go right, missing values left, or right where counted from the other end. */
function xgboostOrder({ i32 }: Memory, node: Node, bins: number, most: number): number {
  const base = node.hist / 4;
  const all = Array.from({ length: bins }, (_, b) => b);
  const keys = new Map(all.map((b) => [b, weightOf(i32[base + 2 * b + 1]!, i32[base + 2 * b]!, node)]));
  const order = sorted(all, keys);
  let best = -Infinity;
  for (const lowest of [true, false]) {
    let [G, H, rows] = [0, 0, 0];
    for (let i = 0; i < Math.min(most, bins) - 1; i++) {
      const bin = order[lowest ? i : bins - 1 - i]!;
      H += i32[base + 2 * bin]!;
      G += i32[base + 2 * bin + 1]!;
      rows += rowsOf(i32[base + 2 * bin]!, node.factor);
      best = Math.max(best, lowest ? gainOf(node.G - G, node.H - H, node.rows - rows, node) : gainOf(G, H, rows, node));
    }
  }
  return best;
}

/**
 * The gain of the best division of a category column: of which column's, not which division; that of the column that wins is found
 * again by who asked. The rules end with the fewest categories that are sorted, the most that go to one side, and LightGBM's
 * smoothing, L2 and rows a group.
 */
export function searchCategories(memory: Memory, at: number, out: number, j: number, feature: number, rules: number): void {
  const { i32, f64 } = memory;
  const [bins, missing, other] = [i32[feature / 4]!, i32[feature / 4 + 1]!, i32[feature / 4 + 3]!];
  const node: Node = { ...nodeOf(memory, at, j, feature, rules), direction: 0 };
  const r = rules / 8;
  const [few, most, smooth, l2, group] = [f64[r + 11]!, f64[r + 12]!, f64[r + 13]!, f64[r + 14]!, f64[r + 15]!];
  if (node.xgboost) f64[out / 8] = bins < few ? oneAgainstRest(memory, node, bins, missing, other) : xgboostOrder(memory, node, bins, most);
  else f64[out / 8] = bins + 1 <= few ? oneAgainstRest(memory, node, bins, missing, other) : lightgbmOrder(memory, { ...node, lambda: node.lambda + l2 }, bins, other, most, smooth, group);
}
