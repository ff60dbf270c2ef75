import { describe, expect, it } from 'vitest';
import { quietContext } from '../../core/context.ts';
import { takeDataset } from '../../core/dataset.ts';
import { resolveParams } from '../../core/params.ts';
import { columnsOf, datasetOf, type ReferenceNode, type ReferenceSet, treesDifference } from '../../trees/boosting/same-trees.test-data.ts';
import { xgboostParams } from '../../trees/xgboost/reference.test-data.ts';
import { xgbRegressor } from './meta.ts';
import { xgbRegressorModel } from './model.ts';
import reference from './reference.json' with { type: 'json' };

/** Seeds tried. */
const SEEDS = 10;
const sets = reference.sets as unknown as Readonly<Record<string, ReferenceSet>>;

describe('XGBRegressor equals XGBoost', () => {
  it.each(reference.cases)('on $set with $params, weighted: $weighted', async ({ set, params, weighted, rounds, long, trees, predictions }) => {
    const data = datasetOf(sets[set]!, 'regression', weighted);
    const grown = async (nEstimators: number) =>
      xgbRegressorModel.fit(data, resolveParams(xgbRegressor.params, { ...xgboostParams(params, columnsOf(sets[set]!)), nEstimators }, 'test'), quietContext());
    expect(treesDifference((await grown(rounds)).ensemble, trees as unknown as readonly (readonly ReferenceNode[])[], 'below')).toBeNull();
    const said = await xgbRegressorModel.predict(await grown(long), data.X, quietContext());
    const apart = predictions.map((v, i) => Math.abs(said[i]! - v) / Math.max(1, Math.abs(v)));
    expect(Math.max(...apart)).toBeLessThan(3e-6);
  });
});

describe('where chance has a part, errors on new rows are those of XGBoost', () => {
  it.each(reference.chance)('on $set with $params', async ({ set, params, mean, sd }) => {
    const data = datasetOf(sets[set]!, 'regression', false);
    const rows = Array.from(data.y!.keys());
    const [train, test] = [takeDataset(data, rows.filter((i) => i % 4 !== 0)), takeDataset(data, rows.filter((i) => i % 4 === 0))];
    const errors: number[] = [];
    for (let seed = 0; seed < SEEDS; seed++) {
      const state = await xgbRegressorModel.fit(train, resolveParams(xgbRegressor.params, { ...xgboostParams(params, columnsOf(sets[set]!)), nEstimators: 40 }, 'test'), quietContext(seed));
      const said = await xgbRegressorModel.predict(state, test.X, quietContext());
      errors.push(said.reduce((sum, v, i) => sum + (v - test.y![i]!) ** 2, 0) / said.length);
    }
    const own = errors.reduce((a, b) => a + b, 0) / SEEDS;
    // Four deviations of a difference of means over SEEDS and 20 seeds.
    expect(Math.abs(own - mean)).toBeLessThan(4 * sd * Math.sqrt(1 / SEEDS + 1 / 20));
    expect(new Set(errors).size).toBe(SEEDS);
  });
});
