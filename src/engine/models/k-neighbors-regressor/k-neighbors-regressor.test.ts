import { describe, expect, it } from 'vitest';
import { matrix } from '../../../frame/matrix.ts';
import { quietContext } from '../../core/context.ts';
import type { Dataset } from '../../core/dataset.ts';
import { resolveParams } from '../../core/params.ts';
import { kNeighborsRegressor } from './meta.ts';
import { kNeighborsRegressorModel } from './model.ts';
import reference from './reference.json' with { type: 'json' };

const columns = Array.from({ length: reference.train.length / reference.yTrain.length }, (_, j) => `x${j}`);
const train: Dataset = { X: matrix(columns, Float64Array.from(reference.train)), task: 'regression', y: Float64Array.from(reference.yTrain), classes: null, sampleWeight: null };
const test = matrix(columns, Float64Array.from(reference.test));

describe('KNeighborsRegressor equals scikit-learn', () => {
  it.each(reference.cases)('with $params', async ({ params, predictions }) => {
    const state = await kNeighborsRegressorModel.fit(train, resolveParams(kNeighborsRegressor.params, params, 'test'), quietContext());
    const ours = await kNeighborsRegressorModel.predict(state, test, quietContext());
    predictions.forEach((v, i) => expect(ours[i]).toBeCloseTo(v, 8));
  });
});
