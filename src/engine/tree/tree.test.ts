import { describe, expect, it } from 'vitest';
import { mulberry32 } from '../core/random.ts';
import { MeanCriterion, squaredError } from './mean-criterion.ts';
import { MedianCriterion } from './median-criterion.ts';
import { prune } from './prune.ts';
import { type Tree, depthOf, leafCount } from './tree.ts';

const random = mulberry32(3);
const n = 60;
const y = Float64Array.from({ length: n }, () => Math.floor(random() * 12));
const w = Float64Array.from({ length: n }, () => Math.floor(random() * 3) + 1);
const rows = Int32Array.from({ length: n }, (_, i) => (i * 7) % n);

/** Least Σ w·|y − c| over all c among the targets, divided by the weight. */
function absoluteError(members: readonly number[]): number {
  const weight = members.reduce((s, i) => s + w[i]!, 0);
  return Math.min(...members.map((m) => members.reduce((s, i) => s + w[i]! * Math.abs(y[i]! - y[m]!), 0))) / weight;
}
function variance(members: readonly number[]): number {
  const weight = members.reduce((s, i) => s + w[i]!, 0);
  const mean = members.reduce((s, i) => s + w[i]! * y[i]!, 0) / weight;
  return members.reduce((s, i) => s + w[i]! * (y[i]! - mean) ** 2, 0) / weight;
}

describe.each([
  ['absolute error', () => new MedianCriterion(y, w), absoluteError],
  ['squared error', () => new MeanCriterion(y, w, squaredError, 5), variance],
] as const)('%s, kept up to date row by row', (_, make, direct) => {
  it('is what it is when computed afresh', () => {
    const criterion = make();
    criterion.start(rows, 5, 50);
    const members = Array.from(rows.slice(5, 50));
    expect(criterion.impurity()).toBeCloseTo(direct(members), 10);
    for (let moved = 1; moved < members.length; moved++) {
      criterion.move(members[moved - 1]!);
      expect(criterion.leftImpurity()).toBeCloseTo(direct(members.slice(0, moved)), 10);
      expect(criterion.rightImpurity()).toBeCloseTo(direct(members.slice(moved)), 10);
    }
  });
});

describe('pruning', () => {
  // Root splits into a leaf (2) and a node (1) whose split (3, 4) hardly helps.
  const tree: Tree = {
    feature: Int32Array.of(0, 1, -1, -1, -1), threshold: Float64Array.of(1, 2, 0, 0, 0), left: Int32Array.of(1, 3, -1, -1, -1), right: Int32Array.of(2, 4, -1, -1, -1), missingLeft: new Uint8Array(5),
    width: 1, value: Float64Array.of(0, 1, 2, 3, 4), impurity: Float64Array.of(1, 0.11, 0, 0.1, 0.1), samples: Int32Array.of(10, 6, 4, 3, 3), weight: Float64Array.of(10, 6, 4, 3, 3),
  };
  it('cuts branches that do not earn their leaves, and only those', () => {
    expect(leafCount(prune(tree, 0))).toBe(3);
    expect(leafCount(prune(tree, 0.005))).toBe(3);
    const smaller = prune(tree, 0.01);
    expect([leafCount(smaller), depthOf(smaller)]).toEqual([2, 1]);
    expect([...smaller.value]).toEqual([0, 1, 2]);
    expect(leafCount(prune(tree, 1))).toBe(1);
  });
});
