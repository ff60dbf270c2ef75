import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quietContext } from '../../core/context.ts';
import { rawOutputs } from '../predict.ts';
import { randomEnsemble, randomRows, randomShapes } from '../random-ensemble.test-data.ts';
import { leftShares } from './branches.ts';
import { branchGame, shapley } from './brute-force.test-data.ts';
import { creditOf } from './credit.ts';
import { pathShap } from './path-shap.ts';

const own = (columns: number): ReturnType<typeof creditOf> => creditOf(Array.from({ length: columns }, (_, j) => [j]), columns);

describe('path-dependent TreeSHAP', () => {
  it('equals the definition, and adds up to the prediction, for any ensemble', async () => {
    await fc.assert(fc.asyncProperty(randomShapes(8), async (shape) => {
      const e = randomEnsemble(shape);
      const X = randomRows(e, 3, shape.seed + 1);
      const p = shape.columns;
      const got = await pathShap(e, X, { by: 'cover', credit: own(p) }, quietContext());
      const shares = leftShares(e, 'cover');
      const raw = rawOutputs(e, X);
      for (let k = 0; k < e.outputs; k++) {
        for (let i = 0; i < X.rows; i++) {
          const game = branchGame(e, shares, X.values.subarray(i * p, (i + 1) * p), k);
          const row = got.values.subarray((k * X.rows + i) * p, (k * X.rows + i + 1) * p);
          shapley(game, p).forEach((v, j) => expect(row[j]).toBeCloseTo(v, 11));
          expect(got.base[k]).toBeCloseTo(game(0), 12);
          expect(row.reduce((a, b) => a + b, got.base[k]!)).toBeCloseTo(raw[i * e.outputs + k]!, 11);
        }
      }
    }), { numRuns: 60 });
  });
});
