import { describe, expect, it } from 'vitest';
import { quietContext } from '../../core/context.ts';
import { resolveParams } from '../../core/params.ts';
import { columnsOf, datasetOf, type ReferenceNode, type ReferenceSet, treesDifference } from '../../trees/boosting/same-trees.test-data.ts';
import { lightgbmParams } from '../../trees/lightgbm/reference.test-data.ts';
import { predictTrees } from '../../trees/predict.ts';
import { lgbmClassifier } from './meta.ts';
import { lgbmClassifierModel } from './model.ts';
import reference from './reference.json' with { type: 'json' };

const sets = reference.sets as unknown as Readonly<Record<string, ReferenceSet>>;

describe('LGBMClassifier equals LightGBM', () => {
  it.each(reference.cases)('on $set with $params, weighted: $weighted', async ({ set, params, weighted, rounds, long, trees, predictions }) => {
    const data = datasetOf(sets[set]!, set === 'cancer' ? 'binary' : 'multiclass', weighted);
    const grown = async (nEstimators: number) =>
      lgbmClassifierModel.fit(data, resolveParams(lgbmClassifier.params, { ...lightgbmParams(params, columnsOf(sets[set]!)), minDataInBin: 1, nEstimators }, 'test'), quietContext());
    const { ensemble } = await grown(rounds);
    // The library keeps the start in the first tree of each output.
    expect(treesDifference(ensemble, trees as unknown as readonly (readonly ReferenceNode[])[], 'at or below', (t) => ensemble.base[t] ?? 0)).toBeNull();
    // Before one question a class is made to sum to one: the library leaves it as it is.
    const state = await grown(long);
    const said = predictTrees({ ensemble: state.ensemble, origins: [] }, data.X);
    const apart = predictions.map((v, i) => Math.abs(said[i]! - v));
    expect(Math.max(...apart)).toBeLessThan(1e-6);
  });
});
