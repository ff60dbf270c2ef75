import { describe, expect, it } from 'vitest';
import { type Matrix, matrix } from '../../../frame/matrix.ts';
import { quietContext } from '../../core/context.ts';
import { type Dataset, takeDataset } from '../../core/dataset.ts';
import { resolveParams } from '../../core/params.ts';
import { leafCount } from '../../tree/tree.ts';
import { decisionTreeClassifier } from './meta.ts';
import { decisionTreeClassifierModel } from './model.ts';
import reference from './reference.json' with { type: 'json' };

type Name = keyof typeof reference.sets;

function halves(name: Name, weighted: boolean, missing = false): { readonly train: Dataset; readonly test: Matrix } {
  const { X, y, weight, classes } = reference.sets[name];
  const columns = Array.from({ length: X.length / y.length }, (_, j) => `x${j}`);
  const whole: Dataset = { X: matrix(columns, Float64Array.from(X, (v, at) => (missing && at % reference.holes === 0 ? Number.NaN : v))), task: 'multiclass', y: Float64Array.from(y), classes, sampleWeight: weighted ? Float64Array.from(weight) : null };
  const rows = y.map((_, i) => i);
  return { train: takeDataset(whole, rows.filter((i) => i % 4 !== 0)), test: takeDataset(whole, rows.filter((i) => i % 4 === 0)).X };
}

/** The reference names constraints by place. */
const ours = (params: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Array.isArray(params['monotonicCst']) ? { ...params, monotonicCst: params['monotonicCst'].flatMap((sign, j) => (sign === 0 ? [] : [`x${j}: ${String(sign)}`])).join(', ') } : params;

describe('DecisionTreeClassifier equals scikit-learn', () => {
  it.each(reference.cases)('on $set with $params, weighted: $weighted, missing: $missing', async (example) => {
    const { train, test } = halves(example.set as Name, example.weighted, example.missing);
    const state = await decisionTreeClassifierModel.fit(train, resolveParams(decisionTreeClassifier.params, ours(example.params), 'test'), quietContext());
    expect(example.leaves).toContain(leafCount(state.tree));
    expect(state.tree.impurity[0]).toBeCloseTo(example.root, 12);
    expect(Math.abs(state.tree.threshold[0]! / example.threshold - 1)).toBeLessThan(1e-6);
    const { values } = await decisionTreeClassifierModel.predictProba!(state, test, quietContext());
    const K = train.classes!.length;
    const different = example.proba.filter((v, i) => v !== null && Math.abs(values[i * K + 1]! - v) > 1e-9);
    expect(different).toEqual([]);
  });
});

describe('DecisionTreeClassifier', () => {
  it('learns by lot from its seed: another seed, another tree', async () => {
    const { train } = halves('wine', false);
    const grown = (seed: number) => decisionTreeClassifierModel.fit(train, resolveParams(decisionTreeClassifier.params, { splitter: 'random', maxFeatures: 'count', maxFeaturesCount: 2 }, 'test'), quietContext(seed));
    expect(await grown(1)).toEqual(await grown(1));
    expect(await grown(1)).not.toEqual(await grown(2));
  });
  it('splits what only two columns together tell apart', async () => {
    const train: Dataset = { X: matrix(['a', 'b'], Float64Array.of(0, 0, 0, 1, 1, 0, 1, 1)), task: 'binary', y: Float64Array.of(0, 1, 1, 0), classes: ['0', '1'], sampleWeight: null };
    const state = await decisionTreeClassifierModel.fit(train, resolveParams(decisionTreeClassifier.params, {}, 'test'), quietContext());
    expect([...(await decisionTreeClassifierModel.predict(state, train.X, quietContext()))]).toEqual([0, 1, 1, 0]);
  });
});
