import { describe, expect, it } from 'vitest';
import { processThreads } from '../../../cli/threads.ts';
import { type Matrix, matrix, takeRows } from '../../../frame/matrix.ts';
import { quietContext } from '../../core/context.ts';
import { type Dataset, takeDataset } from '../../core/dataset.ts';
import { resolveParams } from '../../core/params.ts';
import { fitTrees, treesOf } from '../../trees/catboost/fit.ts';
import { logloss } from '../../trees/catboost/losses/logloss.ts';
import { rmse } from '../../trees/catboost/losses/quantile.ts';
import { predictTrees, rawOutputs } from '../../trees/predict.ts';
import { catBoostClassifier } from './meta.ts';
import { catBoostClassifierModel } from './model.ts';
import reference from './reference.json' with { type: 'json' };

const params = (given: Readonly<Record<string, unknown>>) => resolveParams(catBoostClassifier.params, given, 'test');
const fixed = { bootstrapType: 'No', randomStrength: 0, hasTime: true };
/** The regressor's RMSE, on the same categories. */
const squared = { name: 'RMSE', outputs: 1, method: 'Newton', newtonIterations: 1, gradientIterations: 1, fromAverage: true, exact: false, newton: true } as const;
const farthest = (found: Float64Array, expected: readonly number[]): number => Math.max(...expected.map((v, i) => Math.abs(found[i]! - v) / Math.max(1, Math.abs(v))));

function numbers(table: keyof typeof reference.tables, weighted = false): Dataset {
  const { X, y } = reference.tables[table];
  const p = X.length / y.length;
  const K = Math.max(...y) + 1;
  return { X: matrix(Array.from({ length: p }, (_, j) => `x${j}`), Float64Array.from(X)), task: K > 2 ? 'multiclass' : 'binary', y: Float64Array.from(y), classes: Array.from({ length: K }, (_, k) => String(k)), sampleWeight: weighted ? Float64Array.from(y, (_, i) => 1 + (i % 3)) : null };
}

const names = ['age', 'city', 'job', 'kind', 'sex'] as const;
function categories(task: 'binary' | 'multiclass' | 'regression'): Dataset {
  const { rows } = reference;
  const X: Matrix = {
    rows: rows.age.length, columns: names, values: Float64Array.from(rows.age.flatMap((_, i) => names.map((name) => rows[name][i]!))),
    categories: names.map((name) => (name === 'age' ? null : Array.from({ length: Math.max(...rows[name]) + 1 }, (_, code) => `${name} ${code}`))),
  };
  return { X, task, y: Float64Array.from(rows[task]), classes: task === 'regression' ? null : Array.from({ length: task === 'binary' ? 2 : 3 }, (_, k) => String(k)), sampleWeight: null };
}

describe('CatBoostClassifier equals CatBoost', () => {
  it.each(reference.cases)('on $table with $params, weighted: $weighted', async ({ table, params: given, weighted, splits, raw }) => {
    const train = numbers(table as keyof typeof reference.tables, weighted);
    const { ensemble: e } = await catBoostClassifierModel.fit(train, params({ ...fixed, ...given }), quietContext());
    for (const [t, tree] of splits.entries()) {
      let node = e.roots[t]!;
      for (const [column, border] of tree as [number, number][]) {
        expect([e.feature[node], e.threshold[node]]).toEqual([column, Math.fround(border)]);
        node = e.left[node]!;
      }
    }
    expect(farthest(rawOutputs(e, train.X), raw)).toBeLessThan(1e-6);
  });
  it.each(reference.categories)('on categories: $task with $params', async ({ task, params: given, raw }) => {
    const train = categories(task as 'binary');
    const settings = params({ ...fixed, ...given });
    const view = treesOf(task === 'regression'
      ? await fitTrees({ meta: { ...catBoostClassifier, tags: { ...catBoostClassifier.tags, tasks: ['regression'] } }, train, params: settings, ctx: quietContext(), habits: squared, makeLoss: rmse, weigh: null })
      : await catBoostClassifierModel.fit(train, settings, quietContext()));
    expect(farthest(rawOutputs(view.ensemble, view.derive ? view.derive(train.X) : train.X), raw)).toBeLessThan(1e-6);
  });
});

describe('CatBoostClassifier', () => {
  const train = categories('binary');
  it('says of its trees where their columns come from, and predicts by them', async () => {
    const state = await catBoostClassifierModel.fit(train, params({ iterations: 20, depth: 4, maxCtrComplexity: 3, modelSizeReg: 0 }), quietContext());
    const view = catBoostClassifierModel.trees!(state);
    expect(view.origins.length).toBe(view.ensemble.columns.length);
    expect(view.origins.slice(0, 5)).toEqual([[0], [1], [2], [3], [4]]);
    expect(view.origins.some((from) => from.length > 1)).toBe(true);
    const { values } = await catBoostClassifierModel.predictProba!(state, train.X, quietContext());
    expect(farthest(predictTrees(view, train.X), Array.from({ length: train.X.rows }, (_, i) => values[2 * i + 1]!))).toBeLessThan(1e-12);
  });
  it.each(['Plain', 'Ordered'])('learns from combined categories what holds for new rows: %s', async (boostingType) => {
    const rows = Array.from({ length: train.X.rows }, (_, i) => i);
    const held = takeDataset(train, rows.filter((i) => i % 4 === 0));
    const given = params({ iterations: 80, depth: 4, learningRate: 0.1, maxCtrComplexity: 2, boostingType });
    const state = await catBoostClassifierModel.fit(takeDataset(train, rows.filter((i) => i % 4 !== 0)), given, quietContext(1));
    const said = await catBoostClassifierModel.predict(state, held.X, quietContext());
    expect(said.filter((v, i) => v === held.y![i]).length / said.length).toBeGreaterThan(0.64);
  });
  it('takes categories that are missing or were not there', async () => {
    const holed = { ...train, X: { ...train.X, values: train.X.values.map((v, at) => (at % 11 === 2 ? Number.NaN : v)) } };
    const state = await catBoostClassifierModel.fit(holed, params({ iterations: 10, maxCtrComplexity: 2 }), quietContext());
    const fresh = takeRows(train.X, [0, 1]);
    fresh.values.set([12, 25, 5, 2], 1);
    const { values } = await catBoostClassifierModel.predictProba!(state, fresh, quietContext());
    expect(values.every((v) => v > 0 && v < 1)).toBe(true);
  });
  it('weighs classes as it is told', async () => {
    const weighed = (given: object) => catBoostClassifierModel.fit(train, params({ ...fixed, iterations: 5, ...given }), quietContext());
    expect((await weighed({ classWeights: '1: 3' })).ensemble).toEqual((await catBoostClassifierModel.fit({ ...train, sampleWeight: train.y!.map((k) => (k === 1 ? 3 : 1)) }, params({ ...fixed, iterations: 5 }), quietContext())).ensemble);
    await expect(weighed({ classWeights: 'nobody: 3' })).rejects.toThrow(/nobody/);
    await expect(weighed({ simpleCtr: 'Mean' })).rejects.toThrow(/Mean/);
  });
  it.each(['Plain', 'Ordered'])('gives the same bits from twins, WebAssembly and several threads: %s', async (boostingType) => {
    const grown = (twins: boolean, threads: number) => fitTrees({
      meta: catBoostClassifier, train, params: params({ iterations: 12, depth: 4, maxCtrComplexity: 2, boostingType }), ctx: quietContext(5, { threads: threads > 1 ? processThreads(threads) : null }),
      habits: { ...squared, name: 'Logloss', fromAverage: false }, makeLoss: logloss, weigh: null, twins,
    });
    const plain = await grown(true, 1);
    for (const threads of [1, 2, 4]) expect(await grown(false, threads)).toEqual(plain);
  });
});
