import { describe, expect, it } from 'vitest';
import { matrix } from '../../../frame/matrix.ts';
import { quietContext } from '../../core/context.ts';
import type { Dataset } from '../../core/dataset.ts';
import { resolveParams } from '../../core/params.ts';
import { kNeighborsClassifier } from './meta.ts';
import { kNeighborsClassifierModel } from './model.ts';
import reference from './reference.json' with { type: 'json' };

const columns = Array.from({ length: reference.train.length / reference.yTrain.length }, (_, j) => `x${j}`);
const train: Dataset = { X: matrix(columns, Float64Array.from(reference.train)), task: 'multiclass', y: Float64Array.from(reference.yTrain), classes: ['0', '1', '2'], sampleWeight: null };
const test = matrix(columns, Float64Array.from(reference.test));

describe('KNeighborsClassifier equals scikit-learn', () => {
  it.each(reference.cases)('with $params', async ({ params, labels, proba }) => {
    const state = await kNeighborsClassifierModel.fit(train, resolveParams(kNeighborsClassifier.params, params, 'test') , quietContext());
    expect([...(await kNeighborsClassifierModel.predict(state, test, quietContext()))]).toEqual(labels);
    const ours = await kNeighborsClassifierModel.predictProba!(state, test, quietContext());
    proba.forEach((v, at) => expect(ours.values[Math.floor(at / 3) * 12 + (at % 3)]).toBeCloseTo(v, 10));
  });
});

describe('KNeighborsClassifier', () => {
  it('counts only the training rows that lie on the query, where there are such, and the earlier of equals', async () => {
    const data: Dataset = { X: matrix(['x'], Float64Array.of(0, 0, 1, -1, 5)), task: 'binary', y: Float64Array.of(1, 0, 0, 1, 1), classes: ['a', 'b'], sampleWeight: null };
    const fit = (given: object) => kNeighborsClassifierModel.fit(data, resolveParams(kNeighborsClassifier.params, { ...given }, 'test'), quietContext());
    const exact = await kNeighborsClassifierModel.predictProba!(await fit({ nNeighbors: 3, weights: 'distance' }), matrix(['x'], Float64Array.of(0)), quietContext());
    expect([...exact.values]).toEqual([0.5, 0.5]);
    // Rows 2 and 3 are as far; row 2 comes first and is of class a.
    const tied = await kNeighborsClassifierModel.predictProba!(await fit({ nNeighbors: 3 }), matrix(['x'], Float64Array.of(0)), quietContext());
    expect(tied.values[0]).toBeCloseTo(2 / 3, 12);
  });
  it('refuses more neighbours than rows with a sentence', () => {
    expect(() => kNeighborsClassifierModel.fit(train, resolveParams(kNeighborsClassifier.params, { nNeighbors: 1000 }, 'test'), quietContext())).toThrow(/"nNeighbors".*only 118 training rows/);
  });
});
