import type { Memory } from '../memory.ts';

/** What a search by all rules needs of a node and of the rules; sums are quantised, all else is in the learner's measure. */
export interface Node {
  readonly hist: number;
  readonly G: number;
  readonly H: number;
  readonly rows: number;
  /** Rows that a unit of hessian stands for. */
  readonly factor: number;
  /** What the node gains whole, its value, and the bounds of its children's values. */
  readonly before: number;
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
  readonly xgboost: boolean;
  /** Gains follow from sums alone, without values. */
  readonly free: boolean;
  readonly minRows: number;
  readonly lambda: number;
  readonly alpha: number;
  readonly maxDeltaStep: number;
  readonly pathSmooth: number;
  /** Least sum of hessians of a child: quantised, and in the learner's measure. */
  readonly least: number;
  readonly minChildWeight: number;
  /** What a quantised gradient and hessian of 1 are. */
  readonly unitG: number;
  readonly unitH: number;
  /** 1: the right child's value must not be the smaller one; −1: not the larger one. */
  readonly direction: number;
}

interface Best {
  readonly gain: number;
  readonly bin: number;
  readonly left: number;
}

export const smaller = (a: number, b: number): number => (b < a ? b : a);
export const larger = (a: number, b: number): number => (a < b ? b : a);
export const soften = (g: number, alpha: number): number => (g > alpha ? g - alpha : g < -alpha ? g + alpha : 0);

/** What a child gains, and its value. */
function child(g: number, h: number, rows: number, node: Node): readonly [gain: number, value: number] {
  const { lambda, alpha, maxDeltaStep, pathSmooth } = node;
  const weight = h + lambda;
  const pulled = soften(g, alpha);
  if (node.free) return [weight > 0 ? (pulled * pulled) / weight : 0, 0];
  let value = weight > 0 ? -pulled / weight : 0;
  if (maxDeltaStep > 0) value = larger(-maxDeltaStep, smaller(maxDeltaStep, value));
  if (pathSmooth > 0) {
    const share = rows / pathSmooth;
    value = (value * share) / (share + 1) + node.value / (share + 1);
  }
  value = larger(node.lower, smaller(node.upper, value));
  return [-(2 * (node.xgboost ? g : pulled) * value + weight * value * value), value];
}

/** What a division gains over none; −∞ where a rule forbids it. `g`, `h`, `rows`: of the left side. */
export function gainOf(g: number, h: number, rows: number, node: Node): number {
  const right = node.H - h;
  const [lh, rh] = [h * node.unitH, right * node.unitH];
  if (h < node.least || right < node.least) return -Infinity;
  if (node.minRows > 0 && (rows < node.minRows || node.rows - rows < node.minRows)) return -Infinity;
  const [gl, wl] = child(g * node.unitG, lh, rows, node);
  const [gr, wr] = child((node.G - g) * node.unitG, rh, node.rows - rows, node);
  if ((node.direction > 0 && wl > wr) || (node.direction < 0 && wl < wr)) return -Infinity;
  return gl + gr - node.before;
}

export const rowsOf = (h: number, factor: number): number => Math.floor(h * factor + 0.5);

/** The best of the thresholds 0 … limit − 1, or the gain of the one that is `only` looked at; see `findSplits`. */
function scan({ i32 }: Memory, node: Node, only: number, limit: number, start: readonly [h: number, g: number, rows: number], last: boolean, left: number): Best {
  let [h, g, rows] = start;
  let best: Best = { gain: -Infinity, bin: -1, left };
  for (let bin = 0; bin < limit; bin++) {
    const more = i32[node.hist / 4 + 2 * bin]!;
    h += more;
    g += i32[node.hist / 4 + 2 * bin + 1]!;
    rows += rowsOf(more, node.factor);
    if (only >= 0 && bin !== only) continue;
    const gain = gainOf(g, h, rows, node);
    if (gain > best.gain || (last && gain === best.gain && gain > -Infinity)) best = { gain, bin, left };
  }
  return best;
}

const better = (a: Best, b: Best): Best => (b.gain > a.gain ? b : a);

function searchNode(memory: Memory, node: Node, only: number, bins: number, missing: number): Best {
  const { i32 } = memory;
  const entry = node.hist / 4 + 2 * missing;
  const [h, g] = missing >= 0 ? [i32[entry]!, i32[entry + 1]!] : [0, 0];
  if (!node.xgboost) {
    let known = 0;
    for (let b = 0; b < bins; b++) known += rowsOf(i32[node.hist / 4 + 2 * b]!, node.factor);
    const best = scan(memory, node, only, bins - 1, [h, g, node.rows - known], true, 1);
    return missing >= 0 ? better(best, scan(memory, node, only, bins, [0, 0, 0], false, 0)) : best;
  }
  const best = scan(memory, node, only, missing >= 0 ? bins : bins - 1, [0, 0, 0], false, 0);
  if (h === 0 && g === 0) return best;
  const rows = rowsOf(h, node.factor);
  const either = better(best, scan(memory, node, only, bins - 1, [h, g, rows], true, 1));
  return only >= 0 ? either : better(either, { gain: gainOf(g, h, rows, node), bin: -1, left: 1 });
}

/** What memory says of a node and the rules; see `findSplits`. */
export function nodeOf({ i32, u32, f64 }: Memory, at: number, j: number, feature: number, rules: number): Node {
  const [r, n] = [rules / 8, at / 8];
  return {
    hist: u32[at / 4]! + j * 2048, G: i32[at / 4 + 1]!, H: i32[at / 4 + 2]!, rows: f64[n + 4]!, factor: f64[n + 5]!,
    before: f64[n + 6]!, value: f64[n + 7]!, lower: f64[n + 8]!, upper: f64[n + 9]!,
    xgboost: i32[rules / 4 + 6] === 0, free: i32[rules / 4 + 7] !== 2, least: f64[r + 1]!, minRows: f64[r + 2]!,
    lambda: f64[r + 4]!, alpha: f64[r + 5]!, maxDeltaStep: f64[r + 6]!, pathSmooth: f64[r + 7]!, minChildWeight: f64[r + 8]!, unitG: f64[r + 9]!, unitH: f64[r + 10]!,
    direction: i32[feature / 4 + 2]!,
  };
}

/** The search of one number column by all rules. A result comes in with the one bin that is looked at, or −1. */
export function searchByRules(memory: Memory, at: number, out: number, j: number, feature: number, rules: number): void {
  const { i32, f64 } = memory;
  const { gain, bin, left } = searchNode(memory, nodeOf(memory, at, j, feature, rules), i32[out / 4 + 2]!, i32[feature / 4]!, i32[feature / 4 + 1]!);
  f64[out / 8] = gain;
  i32[out / 4 + 2] = bin;
  i32[out / 4 + 3] = left;
}
