import { describe, expect, it } from 'vitest';
import { quietContext } from '../../core/context.ts';
import { rawOutputs } from '../predict.ts';
import type { BranchWeight } from './branches.ts';
import { againstShap, againstShapLinked } from './against-shap.ts';
import { creditOf } from './credit.ts';
import { pathInteractions } from './interactions.ts';
import { pathShap } from './path-shap.ts';
import reference from './reference.json';
import { readEnsemble, readRows } from './reference.test-data.ts';

const { boostedYesNo, boostedClasses, leafwise, forest, deep } = reference;
const own = (columns: number): ReturnType<typeof creditOf> => creditOf(Array.from({ length: columns }, (_, j) => [j]), columns);
const ctx = quietContext();

/** Largest difference between `got` (outputs × rows × columns) and the library's numbers, which `at` finds. */
function apart(got: Float64Array, shape: readonly [number, number, number], at: (k: number, i: number, j: number) => number): number {
  const [K, N, p] = shape;
  let most = 0;
  for (let k = 0; k < K; k++) for (let i = 0; i < N; i++) for (let j = 0; j < p; j++) most = Math.max(most, Math.abs(got[(k * N + i) * p + j]! - at(k, i, j)));
  return most;
}

async function path(written: Parameters<typeof readEnsemble>[0], rows: Parameters<typeof readRows>[1], by: BranchWeight = 'cover') {
  const e = readEnsemble(written);
  const X = readRows(e, rows);
  return { e, X, shap: await pathShap(e, X, { by, credit: own(e.columns.length) }, ctx), shape: [e.outputs, X.rows, e.columns.length] as const };
}

describe('against the libraries', () => {
  it('XGBoost, yes or no with missing cells: pred_contribs and pred_interactions', async () => {
    const { e, X, shap, shape } = await path(boostedYesNo.ensemble, boostedYesNo.rows);
    const raw = rawOutputs(e, X);
    boostedYesNo.margin.forEach((m, i) => expect(raw[i]).toBeCloseTo(m, 5));
    expect(apart(shap.values, shape, (_k, i, j) => boostedYesNo.path[i]![j]!)).toBeLessThan(1e-6);
    expect(shap.base[0]).toBeCloseTo(boostedYesNo.path[0]!.at(-1)!, 6);
    const p = X.columns.length;
    let most = 0;
    await pathInteractions(e, X, { by: 'cover', credit: own(p) }, ctx, (_k, i, matrix) => {
      for (let a = 0; a < p; a++) for (let b = 0; b < p; b++) most = Math.max(most, Math.abs(matrix[a * p + b]! - boostedYesNo.interactions[i]![a]![b]!));
    });
    expect(most).toBeLessThan(2e-6);
  });

  it('XGBoost, three classes with categories: pred_contribs', async () => {
    const { e, X, shap, shape } = await path(boostedClasses.ensemble, boostedClasses.rows);
    const raw = rawOutputs(e, X);
    boostedClasses.margin.flat().forEach((m, i) => expect(raw[i]).toBeCloseTo(m, 5));
    expect(e.set.some((s) => s >= 0)).toBe(true);
    expect(apart(shap.values, shape, (k, i, j) => boostedClasses.path[i]![k]![j]!)).toBeLessThan(1e-6);
  });

  it('LightGBM, leaf by leaf with categories: pred_contrib, which counts rows', async () => {
    const { e, X, shap, shape } = await path(leafwise.ensemble, leafwise.rows, 'count');
    const raw = rawOutputs(e, X);
    leafwise.margin.forEach((m, i) => expect(raw[i]).toBeCloseTo(m, 8));
    expect(e.set.some((s) => s >= 0)).toBe(true);
    expect(apart(shap.values, shape, (_k, i, j) => leafwise.path[i]![j]!)).toBeLessThan(1e-8);
    expect(shap.base[0]).toBeCloseTo(leafwise.path[0]!.at(-1)!, 8);
  });

  it('a forest of scikit-learn with four classes: shap.TreeExplainer and its interactions', async () => {
    const { e, X, shap, shape } = await path(forest.ensemble, forest.rows);
    const raw = rawOutputs(e, X);
    forest.margin.flat().forEach((m, i) => expect(raw[i]).toBeCloseTo(m, 8));
    expect(apart(shap.values, shape, (k, i, j) => forest.path[i]![j]![k]!)).toBeLessThan(1e-8);
    shap.base.forEach((b, k) => expect(b).toBeCloseTo(forest.base[k]!, 8));
    const p = X.columns.length;
    let most = 0;
    await pathInteractions(e, X, { by: 'cover', credit: own(p) }, ctx, (k, i, matrix) => {
      if (i >= 2) return;
      for (let a = 0; a < p; a++) for (let b = 0; b < p; b++) most = Math.max(most, Math.abs(matrix[a * p + b]! - forest.interactions[i]![a]![b]![k]!));
    });
    expect(most).toBeLessThan(1e-8);
  });

  it('a forest grown to purity: shap.TreeExplainer', async () => {
    const { e, X, shap, shape } = await path(deep.ensemble, deep.rows);
    const raw = rawOutputs(e, X);
    deep.margin.forEach((m, i) => expect(raw[i]).toBeCloseTo(m, 8));
    expect(apart(shap.values, shape, (_k, i, j) => deep.path[i]![j]!)).toBeLessThan(1e-8);
    expect(shap.base[0]).toBeCloseTo(deep.base, 8);
  });

  it('shap.TreeExplainer against a background: before the link, and in probabilities', async () => {
    const e = readEnsemble(boostedYesNo.ensemble);
    const X = readRows(e, boostedYesNo.rows);
    const options = { background: readRows(e, boostedYesNo.background), credit: own(e.columns.length) };
    const shape = [1, X.rows, e.columns.length] as const;
    const margin = await againstShap(e, X, options, ctx);
    // shap keeps XGBoost's leaves in single precision.
    expect(apart(margin.values, shape, (_k, i, j) => boostedYesNo.interventional[i]![j]!)).toBeLessThan(1e-6);
    expect(margin.base[0]).toBeCloseTo(boostedYesNo.interventionalBase, 6);
    const chance = await againstShapLinked(e, X, options, ctx);
    expect(apart(chance.values, shape, (_k, i, j) => boostedYesNo.probability[i]![j]!)).toBeLessThan(1e-6);
    expect(chance.base[0]).toBeCloseTo(boostedYesNo.probabilityBase, 6);
  });

  it('shap.TreeExplainer against a background: a forest of scikit-learn', async () => {
    const e = readEnsemble(forest.ensemble);
    const X = readRows(e, forest.rows);
    const got = await againstShap(e, X, { background: readRows(e, forest.background), credit: own(e.columns.length) }, ctx);
    expect(apart(got.values, [4, X.rows, e.columns.length], (k, i, j) => forest.interventional[i]![j]![k]!)).toBeLessThan(1e-8);
    got.base.forEach((b, k) => expect(b).toBeCloseTo(forest.interventionalBase[k]!, 8));
  });
});
