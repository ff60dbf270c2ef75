import { describe, expect, it } from 'vitest';
import { matrix } from '../../../frame/matrix.ts';
import { quietContext } from '../../core/context.ts';
import type { Dataset } from '../../core/dataset.ts';
import { resolveParams } from '../../core/params.ts';
import { dummyClassifier } from './meta.ts';
import { dummyClassifierModel } from './model.ts';
import reference from './reference.json' with { type: 'json' };

const data: Dataset = { X: matrix(['x'], new Float64Array(reference.y.length)), task: 'multiclass', y: Float64Array.from(reference.y), classes: ['0', '1', '2'], sampleWeight: null };
const fit = (strategy: string, sampleWeight: Float64Array | null = null, seed = 0) =>
  dummyClassifierModel.fit({ ...data, sampleWeight }, resolveParams(dummyClassifier.params, { strategy }, 'test'), quietContext(seed));

describe('DummyClassifier equals scikit-learn', () => {
  it.each(reference.cases)('with $params, weighted: $weighted', async ({ params, weighted, proba, label }) => {
    const state = await fit(params.strategy, weighted ? Float64Array.from(reference.weight) : null);
    const ours = await dummyClassifierModel.predictProba!(state, data.X, quietContext());
    proba.forEach((p, k) => expect(ours.values[k]).toBeCloseTo(p, 12));
    const labels = await dummyClassifierModel.predict(state, data.X, quietContext());
    expect(label === null || labels.every((v) => v === label)).toBe(true);
  });
});

describe('drawing by lot', () => {
  it.each(['stratified', 'uniform'])('%s draws each class about as often as it should, and the same with the same seed', async (strategy) => {
    const state = await fit(strategy);
    const many = matrix(['x'], new Float64Array(30_000));
    const labels = await dummyClassifierModel.predict(state, many, quietContext());
    const expected = strategy === 'uniform' ? [1 / 3, 1 / 3, 1 / 3] : [59 / 178, 71 / 178, 48 / 178];
    expected.forEach((share, k) => expect(labels.filter((v) => v === k).length / 30_000).toBeCloseTo(share, 1));
    expect(await dummyClassifierModel.predict(await fit(strategy), many, quietContext())).toEqual(labels);
    expect(await dummyClassifierModel.predict(await fit(strategy, null, 1), many, quietContext())).not.toEqual(labels);
  });
  it('never draws a class without training rows', async () => {
    const y = Float64Array.from(reference.y, (v) => (v === 1 ? 0 : v));
    const state = await dummyClassifierModel.fit({ ...data, y }, { strategy: 'uniform' }, quietContext());
    expect([...state.prior]).toEqual([0.5, 0, 0.5]);
    expect((await dummyClassifierModel.predict(state, data.X, quietContext())).includes(1)).toBe(false);
  });
});
