import { type Bounds, gainOfSums, gainOfValue, gainOfWhole, gainsBySums, leafValue } from './leaf-value.ts';
import type { GrowingNode } from './node.ts';
import type { Scales } from './quantise.ts';
import type { GrowRules } from './rules.ts';

/** A division of a node that was tried: quantised sums and rows of its left side. */
export interface Side {
  readonly G: number;
  readonly H: number;
  readonly rows: number;
}

/** Says what divisions of one node gain, under all rules: L1, limited steps, smoothing, monotone constraints. */
export interface Judge {
  /** Gain in the learner's measure over not dividing the node; −Infinity where a rule forbids the division. */
  gain(left: Side, monotone: number, lambda: number): number;
  /** Rows a sum of hessians stands for. */
  rowsOf(h: number): number;
}

export function judgeOf(node: GrowingNode, rules: GrowRules, scales: Scales): Judge {
  const { minChildWeight, minDataInLeaf } = rules;
  const free = gainsBySums(rules);
  const { gradient: sg, hessian: sh } = scales;
  const [G, H] = [node.G / sg, node.H / sh];
  const factor = node.rows / node.H;
  const parts = (g: number, h: number, lambda: number, rows: number, bounds: Bounds): readonly [gain: number, value: number] => {
    if (free) return [gainOfSums(rules, g, h, lambda), 0];
    const value = leafValue(rules, g, h, lambda, rows, node.value, bounds);
    return [gainOfValue(rules, g, h, lambda, value), value];
  };
  const before = gainOfWhole(rules, G, H, node.rows, node.value);
  return {
    rowsOf: (h) => Math.floor(h * factor + 0.5),
    gain(left, direction, lambda) {
      const rightH = node.H - left.H;
      const [lh, rh] = [left.H / sh, rightH / sh];
      if (left.H < 1 || rightH < 1 || lh < minChildWeight || rh < minChildWeight) return -Infinity;
      const rightRows = node.rows - left.rows;
      if (minDataInLeaf > 0 && (left.rows < minDataInLeaf || rightRows < minDataInLeaf)) return -Infinity;
      const [gl, wl] = parts(left.G / sg, lh, lambda, left.rows, node.bounds);
      const [gr, wr] = parts((node.G - left.G) / sg, rh, lambda, rightRows, node.bounds);
      if ((direction > 0 && wl > wr) || (direction < 0 && wl < wr)) return -Infinity;
      return gl + gr - before;
    },
  };
}

export interface NumberSplit {
  readonly gain: number;
  readonly bin: number;
  readonly missingLeft: boolean;
}

/**
 * Best split of a number column in the order of the kernel `findSplits`, for rules that it does not know. `histogram` is the
 * column's, 256 pairs (hessian, gradient); `only`: the one threshold that is looked at (extra trees), or null.
 */
export function scanGeneral(histogram: Int32Array, bins: number, missing: number, judge: Judge, node: GrowingNode, rules: GrowRules, monotone: number, only: number | null): NumberSplit {
  const xgboost = rules.flavour === 'xgboost';
  let best: NumberSplit = { gain: -Infinity, bin: -1, missingLeft: false };
  const [h, g] = missing >= 0 ? [histogram[2 * missing]!, histogram[2 * missing + 1]!] : [0, 0];
  const rowsMissing = judge.rowsOf(h);
  let known = 0;
  for (let b = 0; b < bins; b++) known += judge.rowsOf(histogram[2 * b]!);

  /** Looks at one direction; among equal ones the first or the last wins, and over the other direction's best only a better one. */
  const look = (limit: number, missingLeft: boolean, last: boolean, base: number): void => {
    let [gl, hl, rows] = [missingLeft ? g : 0, missingLeft ? h : 0, base];
    let found: NumberSplit = { gain: -Infinity, bin: -1, missingLeft };
    for (let bin = 0; bin < limit; bin++) {
      hl += histogram[2 * bin]!;
      gl += histogram[2 * bin + 1]!;
      rows += judge.rowsOf(histogram[2 * bin]!);
      if (only !== null && bin !== only) continue;
      const gain = judge.gain({ G: gl, H: hl, rows }, monotone, rules.lambda);
      if (gain > found.gain || (last && gain === found.gain)) found = { gain, bin, missingLeft };
    }
    if (found.gain > best.gain) best = found;
  };

  if (!xgboost) {
    look(bins - 1, true, true, node.rows - known);
    if (missing >= 0) look(bins, false, false, 0);
    return best;
  }
  look(missing >= 0 ? bins : bins - 1, false, false, 0);
  if (h === 0 && g === 0) return best;
  look(bins - 1, true, true, rowsMissing);
  const alone = judge.gain({ G: g, H: h, rows: rowsMissing }, monotone, rules.lambda);
  return only === null && alone > best.gain ? { gain: alone, bin: -1, missingLeft: true } : best;
}
