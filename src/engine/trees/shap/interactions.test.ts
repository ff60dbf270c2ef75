import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quietContext } from '../../core/context.ts';
import { randomEnsemble, randomRows, randomShapes } from '../random-ensemble.test-data.ts';
import { leftShares } from './branches.ts';
import { branchGame, interactions } from './brute-force.test-data.ts';
import { creditOf } from './credit.ts';
import { pathInteractions } from './interactions.ts';

describe('SHAP interaction values', () => {
  it('equal the definition, for any ensemble', async () => {
    await fc.assert(fc.asyncProperty(randomShapes(6), async (shape) => {
      const e = randomEnsemble(shape);
      const X = randomRows(e, 2, shape.seed + 1);
      const p = shape.columns;
      const shares = leftShares(e, 'cover');
      const credit = creditOf(Array.from({ length: p }, (_, j) => [j]), p);
      let seen = 0;
      await pathInteractions(e, X, { by: 'cover', credit }, quietContext(), (k, i, matrix) => {
        const game = branchGame(e, shares, X.values.subarray(i * p, (i + 1) * p), k);
        interactions(game, p).forEach((v, at) => expect(matrix[at]).toBeCloseTo(v, 11));
        seen++;
      });
      expect(seen).toBe(e.outputs * X.rows);
    }), { numRuns: 40 });
  });

  it('of columns explained together are their sums', async () => {
    const e = randomEnsemble({ seed: 5, trees: 3, depth: 6, columns: 5, categories: 0, outputs: 1, wide: false });
    const X = randomRows(e, 1, 1);
    const matrices: Float64Array[] = [];
    const run = (owners: number[][], columns: number): Promise<void> =>
      pathInteractions(e, X, { by: 'cover', credit: creditOf(owners, columns) }, quietContext(), (_k, _i, matrix) => void matrices.push(matrix.slice()));
    await run([[0], [1], [2], [3], [4]], 5);
    // Column 4 is half of group 0 and half of group 1.
    await run([[0], [0], [1], [1], [0, 1]], 2);
    const [fine, coarse] = [matrices[0]!, matrices[1]!];
    const share = [[1, 1, 0, 0, 0.5], [0, 0, 1, 1, 0.5]];
    for (let a = 0; a < 2; a++) {
      for (let b = 0; b < 2; b++) {
        let sum = 0;
        for (let i = 0; i < 5; i++) for (let j = 0; j < 5; j++) sum += share[a]![i]! * share[b]![j]! * fine[i * 5 + j]!;
        expect(coarse[a * 2 + b]).toBeCloseTo(sum, 12);
      }
    }
  });
});
