import { describe, expect, it } from 'vitest';
import { matrix } from '../../../frame/matrix.ts';
import { quietContext } from '../../core/context.ts';
import { type Dataset, takeDataset } from '../../core/dataset.ts';
import { resolveParams } from '../../core/params.ts';
import { leafCount } from '../../tree/tree.ts';
import { decisionTreeRegressor } from './meta.ts';
import { decisionTreeRegressorModel } from './model.ts';
import reference from './reference.json' with { type: 'json' };

const columns = Array.from({ length: reference.X.length / reference.y.length }, (_, j) => `x${j}`);
const rows = reference.y.map((_, i) => i);
const whole = (weighted: boolean, missing = false): Dataset => ({ X: matrix(columns, Float64Array.from(reference.X, (v, at) => (missing && at % reference.holes === 0 ? Number.NaN : v))), task: 'regression', y: Float64Array.from(reference.y), classes: null, sampleWeight: weighted ? Float64Array.from(reference.weight) : null });
/** The reference names constraints by place. */
const ours = (params: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Array.isArray(params['monotonicCst']) ? { ...params, monotonicCst: params['monotonicCst'].flatMap((sign, j) => (sign === 0 ? [] : [`x${j}: ${String(sign)}`])).join(', ') } : params;
const resolve = (given: Readonly<Record<string, unknown>>) => resolveParams(decisionTreeRegressor.params, ours(given), 'test');

describe('DecisionTreeRegressor equals scikit-learn', () => {
  it.each(reference.cases)('with $params, weighted: $weighted, missing: $missing', async (example) => {
    const train = takeDataset(whole(example.weighted, example.missing), rows.filter((i) => i % 4 !== 0));
    const test = takeDataset(whole(false, example.missing), rows.filter((i) => i % 4 === 0)).X;
    const state = await decisionTreeRegressorModel.fit(train, resolve(example.params), quietContext());
    expect(example.leaves).toContain(leafCount(state.tree));
    expect(Math.abs(state.tree.impurity[0]! / example.root - 1)).toBeLessThan(1e-12);
    expect(Math.abs(state.tree.threshold[0]! / example.threshold - 1)).toBeLessThan(1e-6);
    const answers = await decisionTreeRegressorModel.predict(state, test, quietContext());
    const different = example.predictions.filter((v, i) => v !== null && Math.abs(answers[i]! - v) > 1e-9 * Math.abs(v));
    expect(different).toEqual([]);
  });
});

describe('DecisionTreeRegressor', () => {
  it('stops at equal targets however large they are', async () => {
    const train: Dataset = { ...whole(false), y: new Float64Array(reference.y.length).fill(1e9 / 3) };
    const state = await decisionTreeRegressorModel.fit(train, resolve({}), quietContext());
    expect(leafCount(state.tree)).toBe(1);
    expect(state.tree.value[0]).toBe(1e9 / 3);
  });
  it('tells targets apart that differ only far behind the point', async () => {
    const y = Float64Array.from(rows, (i) => 1e9 + (reference.X[i * columns.length]! > 50 ? 1e-3 : 0));
    const state = await decisionTreeRegressorModel.fit({ ...whole(false), y }, resolve({ maxDepth: 1 }), quietContext());
    expect(state.tree.value[2]! - state.tree.value[1]!).toBeCloseTo(1e-3, 5);
  });
  it('refuses negative counts with a sentence', async () => {
    const y = whole(false).y!.map((v) => -v);
    await expect(decisionTreeRegressorModel.fit({ ...whole(false), y }, resolve({ criterion: 'poisson' }), quietContext())).rejects.toThrow(/is for counts, and the target of row 1/);
  });
});
