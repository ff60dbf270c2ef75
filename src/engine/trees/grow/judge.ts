import { gainOfSums, gainOfValue, gainOfWhole, gainsBySums, leafValue } from './leaf-value.ts';
import type { GrowingNode } from './node.ts';
import type { Scales } from './quantise.ts';
import type { GrowRules } from './rules.ts';

/** A division of a node that was tried: quantised sums and rows of its left side. */
export interface Side {
  readonly G: number;
  readonly H: number;
  readonly rows: number;
}

/** Says what divisions of one node gain, under all rules: L1, limited steps, smoothing. */
export interface Judge {
  /** Gain in the learner's measure over not dividing the node; −Infinity where a rule forbids the division. */
  gain(left: Side, lambda: number): number;
  /** Rows a sum of hessians stands for. */
  rowsOf(h: number): number;
}

export function judgeOf(node: GrowingNode, rules: GrowRules, scales: Scales): Judge {
  const { minChildWeight, minDataInLeaf } = rules;
  const free = gainsBySums(rules);
  const { gradient: sg, hessian: sh } = scales;
  const [G, H] = [node.G / sg, node.H / sh];
  const factor = node.rows / node.H;
  const part = (g: number, h: number, lambda: number, rows: number): number =>
    free ? gainOfSums(rules, g, h, lambda) : gainOfValue(rules, g, h, lambda, leafValue(rules, g, h, lambda, rows, node.value, node.bounds));
  const before = gainOfWhole(rules, G, H, node.rows, node.value);
  return {
    rowsOf: (h) => Math.floor(h * factor + 0.5),
    gain(left, lambda) {
      const rightH = node.H - left.H;
      const [lh, rh] = [left.H / sh, rightH / sh];
      if (left.H < 1 || rightH < 1 || lh < minChildWeight || rh < minChildWeight) return -Infinity;
      const rightRows = node.rows - left.rows;
      if (minDataInLeaf > 0 && (left.rows < minDataInLeaf || rightRows < minDataInLeaf)) return -Infinity;
      return part(left.G / sg, lh, lambda, left.rows) + part((node.G - left.G) / sg, rh, lambda, rightRows) - before;
    },
  };
}
