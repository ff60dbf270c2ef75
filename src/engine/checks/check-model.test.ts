import { describe, expect, it } from 'vitest';
import { matrix, takeRows } from '../../frame/matrix.ts';
import type { AnyAlgorithm } from '../core/algorithm.ts';
import type { Plain } from '../core/plain.ts';
import { runGraph } from '../export/onnx/index.ts';
import { logisticRegressionModel } from '../models/logistic-regression/model.ts';
import { ridgeModel } from '../models/ridge/model.ts';
import { byGroup } from './by-group.test-data.ts';
import { checksForModel } from './check-model.ts';
import { CATEGORY } from './model-category-toys.ts';

const ridge = ridgeModel as unknown as AnyAlgorithm;
const logistic = logisticRegressionModel as unknown as AnyAlgorithm;

/** Which promises an algorithm breaks, of all or of some. */
async function broken(model: AnyAlgorithm, only: (id: string) => boolean = () => true): Promise<readonly string[]> {
  const found = new Set<string>();
  for (const { id, run, waived } of checksForModel(model, runGraph)) {
    if (waived !== null || !only(id)) continue;
    try {
      await run();
    } catch {
      found.add(id);
    }
  }
  return [...found];
}

// A suite that cannot fail proves nothing: each of these spoils a sound algorithm in one way.
describe('the contract suite catches', () => {
  it('nothing in a sound algorithm', async () => expect(await broken(ridge)).toEqual([]));

  it.each<[string, string, AnyAlgorithm]>([
    ['a model that changes its training data', 'input-untouched', { ...ridge, fit: (train, params, ctx) => {
      const state = ridge.fit({ ...train, X: { ...train.X, values: train.X.values.slice() } }, params, ctx);
      train.X.values[0] = 0;
      return state;
    } }],
    ['a model that depends on the order of the rows', 'row-order', { ...ridge, fit: (train, params, ctx) => ridge.fit({ ...train, X: takeRows(train.X, [0, ...Array.from({ length: train.X.rows - 1 }, (_, i) => i)]) }, params, ctx) }],
    ['weights that are ignored', 'weights', { ...ridge, fit: (train, params, ctx) => ridge.fit({ ...train, sampleWeight: null }, params, ctx) }],
    ['chance that no seed governs', 'twice', { ...ridge, predict: async (state, X, ctx) => (await ridge.predict(state, X, ctx)).map((v) => v + Math.random()) }],
    ['a prediction that depends on the other rows', 'row-alone', { ...ridge, predict: async (state, X, ctx) => (await ridge.predict(state, X, ctx)).map((v) => v + X.rows) }],
    ['columns that are not compared', 'columns', { ...ridge, predict: (state, X, ctx) => ridge.predict(state, { ...X, columns: (state as { columns: string[] }).columns }, ctx) }],
    ['missing values that slip through', 'missing', { ...ridge, predict: (state, X, ctx) => ridge.predict(state, { ...X, values: X.values.map((v) => (Number.isNaN(v) ? 0 : v)) }, ctx) }],
    ['a cancel that is not heard', 'cancelled-before', { ...ridge, fit: (train, params, ctx) => ridge.fit(train, params, { ...ctx, breathe: async () => {} }) }],
    ['an export that says something else', 'export', { ...ridge, lower: (state, graph, x) => {
      const lowered = ridge.lower(state, graph, x);
      return { ...lowered, value: graph.op('Neg', [lowered.value]) };
    } }],
    ['coefficients that are not those of the predictions', 'coefficients', { ...ridge, coefficients: (state) => {
      const { coef, intercept } = ridge.coefficients!(state);
      return { coef, intercept: intercept.map((v) => v + 1e-3) };
    } }],
    ['a state that cannot be posted', 'plain', { ...ridge, fit: async (train, params, ctx) => ({ ...((await ridge.fit(train, params, ctx)) as object), when: new Date() as unknown as Plain }) }],
    ['a parameter that is not explained', 'help', { ...ridge, params: { ...ridge.params, alpha: { ...ridge.params['alpha']!, help: '?' } as never } }],
    ['an exception without a check', 'waives', { ...ridge, waives: { 'no-such-check': 'Because I say so, and for no other reason.' } }],
    ['probabilities that do not sum to one', 'proba', { ...logistic, predictProba: async (state, X, ctx) => {
      const proba = await logistic.predictProba!(state, X, ctx);
      return { ...proba, values: proba.values.map((v) => v * 0.9) };
    } }],
  ])('%s', async (_, id, model) => {
    expect(await broken(model, (found) => found === id)).toEqual([id]);
  });

  it('nothing in a sound algorithm that takes categories', async () => {
    const ids = checksForModel(byGroup, runGraph).map((check) => check.id).filter((id) => id.startsWith('category-'));
    expect(ids.length).toBeGreaterThan(6);
    expect(await broken(byGroup, (id) => ids.includes(id) || ['row-alone', 'export'].includes(id))).toEqual([]);
  });

  it.each<[string, string, AnyAlgorithm]>([
    ['codes taken for amounts', 'category-learns', { ...byGroup, fit: (train, params, ctx) => byGroup.fit({ ...train, X: matrix(train.X.columns, train.X.values) }, params, ctx) }],
    ['codes that depend on the order of the names', 'category-names', { ...byGroup, fit: (train, params, ctx) => byGroup.fit({ ...train, X: matrix(train.X.columns, train.X.values) }, params, ctx) }],
    ['an unknown category without an answer', 'category-unseen', { ...byGroup, predict: async (state, X, ctx) => {
      const p = X.columns.length;
      return (await byGroup.predict(state, X, ctx)).map((v, i) => (X.categories?.some((names, j) => names !== null && X.values[i * p + j] === names.length) ? Number.NaN : v));
    } }],
    ['a missing category without an answer', 'category-missing', { ...byGroup, predict: async (state, X, ctx) => (await byGroup.predict(state, X, ctx)).map((v, i) => (Number.isNaN(X.values[i * X.columns.length + CATEGORY]) ? Number.NaN : v)) }],
    ['categories that are not looked at', 'category-alone', { ...byGroup, predict: async (state, X, ctx) => byGroup.predict(state, { ...X, values: X.values.map((v, at) => (X.categories?.[at % X.columns.length] ? 0 : v)) }, ctx) }],
    ['categories taken for numbers by a model of numbers', 'category-refused', { ...ridge, fit: (train, params, ctx) => ridge.fit({ ...train, X: matrix(train.X.columns, train.X.values) }, params, ctx) }],
  ])('%s', async (_, id, model) => {
    expect(await broken(model, (found) => found === id)).toEqual([id]);
  });

  it('nothing that stands beside the algorithm as an exception', async () => {
    const shaky: AnyAlgorithm = { ...ridge, waives: { 'row-alone': 'Adds the number of rows, for the sake of this test.' }, predict: async (state, X, ctx) => (await ridge.predict(state, X, ctx)).map((v) => v + X.rows) };
    expect(await broken(shaky, (id) => id === 'row-alone')).toEqual([]);
  });
});
