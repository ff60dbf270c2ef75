import type { Memory } from '../memory.ts';
import { searchCategories } from './split-categories.ts';
import { searchByRules } from './split-rules.ts';

interface Best {
  readonly gain: number;
  readonly bin: number;
}

/** What a search needs of a node and of the rules, in quantised units. */
interface Node {
  readonly hist: number;
  readonly G: number;
  readonly H: number;
  readonly rows: number;
  /** Rows that a unit of hessian stands for. */
  readonly factor: number;
  readonly lambda: number;
  /** Least sum of hessians, and least number of rows, of a child. */
  readonly least: number;
  readonly minRows: number;
}

const rowsOf = (h: number, factor: number): number => Math.floor(h * factor + 0.5);

function gainOf(gl: number, hl: number, { G, H, lambda }: Node): number {
  const gr = G - gl;
  const [a, b] = [hl + lambda, H - hl + lambda];
  return (gl * gl * b + gr * gr * a) / (a * b);
}

/** The best of the thresholds 0 … limit − 1. `start`: what goes left in any case; `last`: which of equal ones wins. */
function scan({ i32 }: Memory, node: Node, limit: number, start: readonly [h: number, g: number, rows: number], last: boolean): Best {
  let [hl, gl, c] = start;
  let best: Best = { gain: -1, bin: -1 };
  for (let bin = 0; bin < limit; bin++) {
    const h = i32[node.hist / 4 + 2 * bin]!;
    hl += h;
    gl += i32[node.hist / 4 + 2 * bin + 1]!;
    if (node.minRows > 0) c += rowsOf(h, node.factor);
    if (hl < node.least || node.H - hl < node.least || (node.minRows > 0 && (c < node.minRows || node.rows - c < node.minRows))) continue;
    const gain = gainOf(gl, hl, node);
    if (gain > best.gain || (last && gain === best.gain)) best = { gain, bin };
  }
  return best;
}

/** LightGBM: missing values left first, from the right, then right; without missing values from the right only. */
function likeLightgbm(memory: Memory, node: Node, bins: number, missing: number, absent: readonly [number, number]): Best & { readonly left: number } {
  let known = 0;
  if (node.minRows > 0) for (let b = 0; b < bins; b++) known += rowsOf(memory.i32[node.hist / 4 + 2 * b]!, node.factor);
  const left = scan(memory, node, bins - 1, [...absent, node.minRows > 0 ? node.rows - known : 0], true);
  const right = missing >= 0 ? scan(memory, node, bins, [0, 0, 0], false) : left;
  return right.gain > left.gain ? { ...right, left: 0 } : { ...left, left: 1 };
}

/** XGBoost: missing values right, from the left; then, where the node has any, left, from the right, and at last alone. */
function likeXgboost(memory: Memory, node: Node, bins: number, missing: number, absent: readonly [number, number]): Best & { readonly left: number } {
  let best = { ...scan(memory, node, missing >= 0 ? bins : bins - 1, [0, 0, 0], false), left: 0 };
  const [h, g] = absent;
  if (h === 0 && g === 0) return best;
  const rows = rowsOf(h, node.factor);
  const left = scan(memory, node, bins - 1, [h, g, node.minRows > 0 ? rows : 0], true);
  if (left.gain > best.gain) best = { ...left, left: 1 };
  const alone = gainOf(g, h, node);
  const enough = h >= node.least && node.H - h >= node.least && (node.minRows === 0 || (rows >= node.minRows && node.rows - rows >= node.minRows));
  return enough && alone > best.gain ? { gain: alone, bin: -1, left: 1 } : best;
}

function search(memory: Memory, at: number, j: number, feature: number, rules: number): void {
  const { i32, u32, u8, f64 } = memory;
  const out = u32[at / 4 + 4]! + 16 * j;
  if (u8[u32[at / 4 + 3]! + j] === 0) {
    f64[out / 8] = -1;
    return;
  }
  const category = i32[feature / 4 + 3]! > -2;
  if (category || i32[rules / 4 + 7] !== 0) {
    (category ? searchCategories : searchByRules)(memory, at, out, j, feature, rules);
    return;
  }
  const [bins, missing] = [i32[feature / 4]!, i32[feature / 4 + 1]!];
  const node: Node = {
    hist: u32[at / 4]! + j * 2048, G: i32[at / 4 + 1]!, H: i32[at / 4 + 2]!, rows: f64[at / 8 + 4]!, factor: f64[at / 8 + 5]!,
    lambda: f64[rules / 8]!, least: f64[rules / 8 + 1]!, minRows: f64[rules / 8 + 2]!,
  };
  const entry = node.hist / 4 + 2 * missing;
  const absent: readonly [number, number] = missing >= 0 ? [i32[entry]!, i32[entry + 1]!] : [0, 0];
  const { gain, bin, left } = (i32[rules / 4 + 6] === 0 ? likeXgboost : likeLightgbm)(memory, node, bins, missing, absent);
  f64[out / 8] = gain;
  i32[out / 4 + 2] = bin;
  i32[out / 4 + 3] = left;
}

/**
 * Completes the histograms of columns from … to of one node or two, and searches them. `pair`: addresses of the smaller node, of the
 * larger one (or 0; its histogram comes in as the parent's), of further parts of the smaller one's histogram (`slot` bytes
 * each), and how many those are.
 *
 * A node (80 bytes): histogram, G, H, address of one byte a column (whether it is searched), of results; then, as doubles from byte
 * 32 on, its rows, the rows a unit of hessian stands for, and for rules and categories what it gains whole, its value and the bounds
 * of values. `features` (16 bytes each): bins, bin of missing values, direction of a monotone constraint, −2 or for categories the
 * bin of others (−1: none).
 *
 * `rules` (128 bytes), in quantised units: L2, least hessian, least rows (0: rows are not counted); then whose habits (0 XGBoost, 1
 * LightGBM) and how gains are had: 0 as below; by all rules, 1 from sums alone, 2 from values. In the learner's measure: L2, L1, the
 * largest step, smoothing, least hessian, a unit of gradient and of hessian, and what categories go by (see `searchCategories`).
 *
 * `scratch`: 3,136 bytes of this call's own. A result (16 bytes): gain (GL²/(HL+λ) + GR²/(HR+λ), or −1; of rules and categories in the
 * learner's measure, or −∞), the last bin that goes left (−1: missing values alone do), and whether missing values do.
 */
export function findSplits(memory: Memory, pair: number, from: number, to: number, features: number, rules: number, slot: number, _scratch: number): void {
  const { i32, u32 } = memory;
  const [small, big, parts, count] = [u32[pair / 4]!, u32[pair / 4 + 1]!, u32[pair / 4 + 2]!, i32[pair / 4 + 3]!];
  for (let j = from; j < to; j++) {
    const hist = (u32[small / 4]! + j * 2048) / 4;
    for (let k = 0; k < count; k++) {
      const part = (parts + k * slot + j * 2048) / 4;
      for (let o = 0; o < 512; o++) i32[hist + o]! += i32[part + o]!;
    }
    const feature = features + 16 * j;
    search(memory, small, j, feature, rules);
    if (big === 0) continue;
    const whole = (u32[big / 4]! + j * 2048) / 4;
    for (let o = 0; o < 512; o++) i32[whole + o]! -= i32[hist + o]!;
    search(memory, big, j, feature, rules);
  }
}
