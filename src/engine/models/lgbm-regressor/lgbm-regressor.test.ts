import { describe, expect, it } from 'vitest';
import { quietContext } from '../../core/context.ts';
import { takeDataset } from '../../core/dataset.ts';
import { resolveParams } from '../../core/params.ts';
import { columnsOf, datasetOf, type ReferenceNode, type ReferenceSet, treesDifference } from '../../trees/boosting/same-trees.test-data.ts';
import { lightgbmParams } from '../../trees/lightgbm/reference.test-data.ts';
import { lgbmRegressor } from './meta.ts';
import { lgbmRegressorModel } from './model.ts';
import reference from './reference.json' with { type: 'json' };

/** Seeds tried. */
const SEEDS = 10;
const sets = reference.sets as unknown as Readonly<Record<string, ReferenceSet>>;

describe('LGBMRegressor equals LightGBM', () => {
  it.each(reference.cases)('on $set with $params, weighted: $weighted', async ({ set, params, weighted, rounds, long, trees, predictions }) => {
    const data = datasetOf(sets[set]!, 'regression', weighted);
    const grown = async (nEstimators: number) =>
      lgbmRegressorModel.fit(data, resolveParams(lgbmRegressor.params, { ...lightgbmParams(params, columnsOf(sets[set]!)), minDataInBin: 1, nEstimators }, 'test'), quietContext());
    const { ensemble } = await grown(rounds);
    // The library keeps the start in the first tree.
    expect(treesDifference(ensemble, trees as unknown as readonly (readonly ReferenceNode[])[], 'at or below', (t) => (t === 0 ? ensemble.base[0]! : 0))).toBeNull();
    const said = await lgbmRegressorModel.predict(await grown(long), data.X, quietContext());
    const apart = predictions.map((v, i) => Math.abs(said[i]! - v) / Math.max(1, Math.abs(v)));
    expect(Math.max(...apart)).toBeLessThan(1e-6);
  });
});

describe('where chance has a part, errors on new rows are those of LightGBM', () => {
  it.each(reference.chance)('on $set with $params', async ({ set, params, mean, sd }) => {
    const data = datasetOf(sets[set]!, 'regression', false);
    const rows = Array.from(data.y!.keys());
    const [train, test] = [takeDataset(data, rows.filter((i) => i % 4 !== 0)), takeDataset(data, rows.filter((i) => i % 4 === 0))];
    const errors: number[] = [];
    for (let seed = 0; seed < SEEDS; seed++) {
      const state = await lgbmRegressorModel.fit(train, resolveParams(lgbmRegressor.params, { ...lightgbmParams(params, columnsOf(sets[set]!)), minDataInBin: 1, nEstimators: 40 }, 'test'), quietContext(seed));
      const said = await lgbmRegressorModel.predict(state, test.X, quietContext());
      errors.push(said.reduce((sum, v, i) => sum + (v - test.y![i]!) ** 2, 0) / said.length);
    }
    const own = errors.reduce((a, b) => a + b, 0) / SEEDS;
    // Four deviations of a difference of means over SEEDS and 20 seeds.
    expect(Math.abs(own - mean)).toBeLessThan(4 * sd * Math.sqrt(1 / SEEDS + 1 / 20));
    expect(new Set(errors).size).toBe(SEEDS);
  });
});
