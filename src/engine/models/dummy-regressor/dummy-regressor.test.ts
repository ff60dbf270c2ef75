import { describe, expect, it } from 'vitest';
import { matrix } from '../../../frame/matrix.ts';
import { quietContext } from '../../core/context.ts';
import { resolveParams } from '../../core/params.ts';
import { dummyRegressor } from './meta.ts';
import { dummyRegressorModel } from './model.ts';
import reference from './reference.json' with { type: 'json' };

describe('DummyRegressor equals scikit-learn', () => {
  it.each(reference.cases)('with $params, weighted: $weighted', async ({ params, weighted, value }) => {
    const X = matrix(['x'], new Float64Array(reference.y.length));
    const sampleWeight = weighted ? Float64Array.from(reference.weight) : null;
    const state = await dummyRegressorModel.fit({ X, task: 'regression', y: Float64Array.from(reference.y), classes: null, sampleWeight }, resolveParams(dummyRegressor.params, params, 'test'), quietContext());
    expect(state.value).toBeCloseTo(value, 10);
  });
});
