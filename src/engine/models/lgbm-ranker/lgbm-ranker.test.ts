import { describe, expect, it } from 'vitest';
import { quietContext } from '../../core/context.ts';
import { resolveParams } from '../../core/params.ts';
import { columnsOf, datasetOf, type ReferenceNode, type ReferenceSet, treesDifference } from '../../trees/boosting/same-trees.test-data.ts';
import { lightgbmParams } from '../../trees/lightgbm/reference.test-data.ts';
import { lgbmRanker } from './meta.ts';
import { lgbmRankerModel } from './model.ts';
import reference from './reference.json' with { type: 'json' };

const sets = reference.sets as unknown as Readonly<Record<string, ReferenceSet>>;

describe('LGBMRanker equals LightGBM', () => {
  it.each(reference.cases)('on $set with $params, weighted: $weighted', async ({ set, params, weighted, rounds, long, trees, predictions }) => {
    const data = datasetOf(sets[set]!, 'ranking', weighted);
    const grown = async (nEstimators: number) =>
      lgbmRankerModel.fit(data, resolveParams(lgbmRanker.params, { ...lightgbmParams(params, columnsOf(sets[set]!)), minDataInBin: 1, nEstimators }, 'test'), quietContext(5));
    const { ensemble } = await grown(rounds);
    // The library keeps the start in the first tree.
    expect(treesDifference(ensemble, trees as unknown as readonly (readonly ReferenceNode[])[], 'at or below', (t) => (t === 0 ? ensemble.base[0]! : 0))).toBeNull();
    const said = await lgbmRankerModel.predict(await grown(long), data.X, quietContext());
    const apart = predictions.map((v, i) => Math.abs(said[i]! - v) / Math.max(1, Math.abs(v)));
    expect(Math.max(...apart)).toBeLessThan(1e-6);
  });
});
