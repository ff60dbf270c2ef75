import { describe, expect, it } from 'vitest';
import { quietContext } from '../../core/context.ts';
import { resolveParams } from '../../core/params.ts';
import { columnsOf, datasetOf, type ReferenceNode, type ReferenceSet, treesDifference } from '../../trees/boosting/same-trees.test-data.ts';
import { xgboostParams } from '../../trees/xgboost/reference.test-data.ts';
import { xgbRegressor } from './meta.ts';
import { xgbRegressorModel } from './model.ts';
import reference from './reference.json' with { type: 'json' };

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
