import { describe, expect, it } from 'vitest';
import { matrix } from '../../../frame/matrix.ts';
import { classicalScaling } from '../../math/classical-scaling.ts';
import { randomEnsemble } from '../random-ensemble.test-data.ts';
import { leafOf, treeCount } from '../predict.ts';
import { leavesOf, nearestRows, outlierScores, proximities } from './proximity.ts';
import reference from './reference.json' with { type: 'json' };

const breathe = async (): Promise<void> => {};
const { rows } = reference;
const leaves = Int32Array.from(reference.leaves);
const near = await proximities(leaves, rows, null, breathe);
const beginning = (all: Float64Array): number[] => Array.from(all).filter((_, at) => at % rows < 8);

describe("proximity, from the leaves of scikit-learn's forest", () => {
  it('is the share of trees in which two rows come to one leaf', () => {
    expect(beginning(near)).toEqual(reference.near);
  });
  it('out of the bag, asks only trees that learned from neither row', async () => {
    expect(beginning(await proximities(leaves, rows, Uint8Array.from(reference.drew), breathe))).toEqual(reference.outOfBag);
  });
  it('gives the outlier scores of Breiman, within classes and without', () => {
    outlierScores(near, rows, Float64Array.from(reference.y)).forEach((score, i) => expect(score).toBeCloseTo(reference.outliers[i]!, 9));
    outlierScores(near, rows, null).forEach((score, i) => expect(score).toBeCloseTo(reference.together[i]!, 9));
  });
  it('is drawn in two dimensions as by all eigenvectors', async () => {
    const { points, shown } = await classicalScaling(near, rows, 2, breathe);
    points.forEach((v, at) => expect(v).toBeCloseTo(reference.points[at]!, 9));
    shown.forEach((share, d) => expect(share).toBeCloseTo(reference.shown[d]!, 9));
  });
  it('finds the nearest rows in their order', () => {
    const nearest = nearestRows(near, rows, 5);
    for (let i = 0; i < rows; i++) {
      const others = Array.from(near.subarray(i * rows, (i + 1) * rows)).filter((_, j) => j !== i).sort((a, b) => b - a);
      const found = Array.from(nearest.subarray(i * 5, i * 5 + 5));
      expect(found.map((j) => near[i * rows + j])).toEqual(others.slice(0, 5));
      expect(new Set([...found, i]).size).toBe(6);
    }
  });
});

it('finds the leaf of every row in every tree', async () => {
  const e = randomEnsemble({ seed: 3, trees: 4, depth: 5, columns: 4, categories: 5, outputs: 1, wide: false });
  const X = matrix(e.columns, Float64Array.from({ length: 20 * e.columns.length }, (_, i) => Math.sin(i) * 2));
  const found = await leavesOf(e, X, breathe);
  expect(found).toEqual(Int32Array.from({ length: 20 * treeCount(e) }, (_, at) => leafOf(e, at % treeCount(e), X.values, Math.floor(at / treeCount(e)) * e.columns.length)));
});

describe('classical scaling', () => {
  it('finds both directions where they show as much, and where there is nothing to show', async () => {
    // Three groups that have nothing in common: an equilateral triangle with sides of length one.
    const groups = Float64Array.from({ length: 9 * 9 }, (_, at) => (Math.floor(at / 27) === Math.floor((at % 9) / 3) ? 1 : 0));
    const { points, shown } = await classicalScaling(groups, 9, 2, breathe);
    const far = (i: number, j: number): number => Math.hypot(points[2 * i]! - points[2 * j]!, points[2 * i + 1]! - points[2 * j + 1]!);
    for (const [i, j, distance] of [[0, 1, 0], [0, 3, 1], [3, 8, 1], [0, 8, 1], [6, 7, 0]] as const) expect(far(i, j)).toBeCloseTo(distance, 9);
    expect(shown[0]).toBeCloseTo(0.5, 9);
    const alike = await classicalScaling(new Float64Array(16).fill(1), 4, 2, breathe);
    expect(Math.max(...alike.points.map(Math.abs))).toBe(0);
    expect(alike.shown).toEqual([0, 0]);
  });
});
