import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matrix } from '../../frame/matrix.ts';
import { branchDependence } from './branch-dependence.ts';
import { randomEnsemble, randomRows, randomShapes } from './random-ensemble.test-data.ts';
import { leftShares } from './shap/branches.ts';
import { branchGame } from './shap/brute-force.test-data.ts';
import reference from './shap/reference.json';
import { readEnsemble } from './shap/reference.test-data.ts';

const still = (): Promise<void> => Promise.resolve();

describe('partial dependence from trees', () => {
  it('is scikit-learn’s recursion, for one column and for two', async () => {
    const e = readEnsemble(reference.deep.ensemble);
    const shares = leftShares(e, 'cover');
    for (const { features, grid, recursion } of reference.deep.curves) {
      const points = grid.length === 1 ? grid[0]!.map((v) => [v]) : grid[0]!.flatMap((a) => grid[1]!.map((b) => [a, b]));
      const values = points.flatMap((point) => e.columns.map((_, j) => point[features.indexOf(j)] ?? 0));
      const got = await branchDependence(e, shares, matrix(e.columns, Float64Array.from(values)), e.columns.map((_, j) => features.includes(j)), still);
      recursion.flat().forEach((v, i) => expect(got[i]).toBeCloseTo(v, 8));
    }
  });

  it('averages over branches what is not known', async () => {
    await fc.assert(fc.asyncProperty(randomShapes(6), fc.nat({ max: 63 }), async (shape, bits) => {
      const e = randomEnsemble(shape);
      const X = randomRows(e, 2, shape.seed + 1);
      const shares = leftShares(e, 'cover');
      const p = shape.columns;
      const got = await branchDependence(e, shares, X, e.columns.map((_, j) => ((bits >>> j) & 1) === 1), still);
      for (let i = 0; i < X.rows; i++) for (let k = 0; k < e.outputs; k++) expect(got[i * e.outputs + k]).toBeCloseTo(branchGame(e, shares, X.values.subarray(i * p, (i + 1) * p), k)(bits), 12);
    }), { numRuns: 40 });
  });
});
