import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quietContext } from '../../core/context.ts';
import { applyLink, rawOutputs } from '../predict.ts';
import { randomEnsemble, randomRows, randomShapes } from '../random-ensemble.test-data.ts';
import { againstEffects } from './against-effects.ts';
import { againstShap, againstShapLinked } from './against-shap.ts';
import { backgroundGame, interactions, shapley } from './brute-force.test-data.ts';
import { creditOf } from './credit.ts';
import { againstInteractions } from './interactions.ts';

const own = (columns: number): ReturnType<typeof creditOf> => creditOf(Array.from({ length: columns }, (_, j) => [j]), columns);
const ctx = quietContext();

describe('TreeSHAP against a background', () => {
  it('equals the definition, with interactions, for any ensemble', async () => {
    await fc.assert(fc.asyncProperty(randomShapes(6), fc.integer({ min: 1, max: 70 }), async (shape, B) => {
      const e = randomEnsemble(shape);
      const X = randomRows(e, 2, shape.seed + 1);
      const background = randomRows(e, B, shape.seed + 2);
      const p = shape.columns;
      const options = { background, credit: own(p) };
      const got = await againstShap(e, X, options, ctx);
      const game = (k: number, i: number): ReturnType<typeof backgroundGame> => backgroundGame(e, background, X.values.subarray(i * p, (i + 1) * p), k);
      for (let k = 0; k < e.outputs; k++) {
        expect(got.base[k]).toBeCloseTo(game(k, 0)(0), 11);
        for (let i = 0; i < X.rows; i++) shapley(game(k, i), p).forEach((v, j) => expect(got.values[(k * X.rows + i) * p + j]).toBeCloseTo(v, 11));
      }
      await againstInteractions(e, X, options, ctx, (k, i, matrix) => interactions(game(k, i), p).forEach((v, at) => expect(matrix[at]).toBeCloseTo(v, 11)));
    }), { numRuns: 25 });
  });

  it('adds up to the linked prediction, whatever the link', async () => {
    await fc.assert(fc.asyncProperty(randomShapes(8), fc.constantFrom('logistic', 'softmax', 'exp', 'identity'), async (shape, link) => {
      const e = { ...randomEnsemble(shape), link };
      const X = randomRows(e, 2, shape.seed + 1);
      const got = await againstShapLinked(e, X, { background: randomRows(e, 3, shape.seed + 2), credit: own(shape.columns) }, ctx);
      const linked = applyLink(link, rawOutputs(e, X), e.outputs);
      for (let k = 0; k < e.outputs; k++) for (let i = 0; i < X.rows; i++) expect(got.predicted[k * X.rows + i]).toBeCloseTo(linked[i * e.outputs + k]!, 9);
    }), { numRuns: 40 });
  });

  it('gives the bits of its twin', async () => {
    await fc.assert(fc.asyncProperty(randomShapes(12), fc.boolean(), fc.boolean(), async (shape, pairs, each) => {
      const e = randomEnsemble(shape);
      const X = randomRows(e, 5, shape.seed + 1);
      const options = { background: randomRows(e, 40, shape.seed + 2), groupOf: Int32Array.from(e.columns, (_, j) => j), groups: shape.columns, pairs, each };
      const bits = async (twins: boolean): Promise<Float64Array[]> => {
        const parts: Float64Array[] = [];
        await againstEffects(e, X, { ...options, twins }, ctx, (block) => { parts.push(block.effects.slice(), ...(block.pairs ? [block.pairs.slice()] : [])); });
        return parts;
      };
      expect(await bits(false)).toEqual(await bits(true));
    }), { numRuns: 30 });
  });
});
