import { describe, expect, it } from 'vitest';
import { quietContext } from '../../core/context.ts';
import { resolveParams } from '../../core/params.ts';
import { columnsOf, datasetOf, type ReferenceNode, type ReferenceSet, treesDifference } from '../../trees/boosting/same-trees.test-data.ts';
import { xgboostParams } from '../../trees/xgboost/reference.test-data.ts';
import { xgbClassifier } from './meta.ts';
import { xgbClassifierModel } from './model.ts';
import reference from './reference.json' with { type: 'json' };

const sets = reference.sets as unknown as Readonly<Record<string, ReferenceSet>>;

describe('XGBClassifier equals XGBoost', () => {
  it.each(reference.cases)('on $set with $params, weighted: $weighted', async ({ set, params, weighted, rounds, long, trees, predictions }) => {
    const data = datasetOf(sets[set]!, set === 'cancer' ? 'binary' : 'multiclass', weighted);
    const grown = async (nEstimators: number) =>
      xgbClassifierModel.fit(data, resolveParams(xgbClassifier.params, { ...xgboostParams(params, columnsOf(sets[set]!)), nEstimators }, 'test'), quietContext());
    expect(treesDifference((await grown(rounds)).ensemble, trees as unknown as readonly (readonly ReferenceNode[])[], 'below')).toBeNull();
    const { values } = await xgbClassifierModel.predictProba!(await grown(long), data.X, quietContext());
    // Binary logistic says the second class alone.
    const said = params.objective === 'binary:logistic' ? values.filter((_, at) => at % 2 === 1) : values;
    const apart = predictions.map((v, i) => Math.abs(said[i]! - v));
    expect(Math.max(...apart)).toBeLessThan(1e-6);
  });
});
