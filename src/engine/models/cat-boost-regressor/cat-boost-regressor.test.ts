import { describe, expect, it } from 'vitest';
import { matrix } from '../../../frame/matrix.ts';
import { memoryCheckpoint } from '../../nn/checks/replay.ts';
import { type FitContext, quietContext } from '../../core/context.ts';
import type { Dataset } from '../../core/dataset.ts';
import { resolveParams } from '../../core/params.ts';
import { fitTrees, treesOf } from '../../trees/catboost/fit.ts';
import { rmse } from '../../trees/catboost/losses/quantile.ts';
import { rawOutputs, treeCount } from '../../trees/predict.ts';
import { treeImportance } from '../../trees/importance.ts';
import { creditOf } from '../../trees/shap/credit.ts';
import type { TreeEnsemble } from '../../trees/ensemble.ts';
import { catBoostRegressor } from './meta.ts';
import { catBoostRegressorModel } from './model.ts';
import reference from './reference.json' with { type: 'json' };

const columns = Array.from({ length: 10 }, (_, j) => `x${j}`);
const params = (given: Readonly<Record<string, unknown>>) => resolveParams(catBoostRegressor.params, given, 'test');

/** numpy's rounding, halves to even. */
const round = (v: number): number => (Math.abs(v % 1) === 0.5 ? 2 * Math.round(v / 2) : Math.round(v));

function dataset(table: string, positive: boolean, weighted: boolean): Dataset {
  const values = Float64Array.from(reference.X, (v, at) => (table === 'holes' && at % 7 === 3 ? Number.NaN : v));
  const y = Float64Array.from(reference.y, (v) => (positive ? round(v / 20) : v));
  return { X: matrix(columns, values), task: 'regression', y, classes: null, sampleWeight: weighted ? y.map((_, i) => 1 + (i % 3)) : null };
}

/** Column and border of each level's question. */
function splitsOf(e: TreeEnsemble, tree: number): (readonly [number, number])[] {
  const found: (readonly [number, number])[] = [];
  for (let node = e.roots[tree]!; e.feature[node]! >= 0; node = e.left[node]!) found.push([e.feature[node]!, e.threshold[node]!]);
  return found;
}

describe('CatBoostRegressor equals CatBoost', () => {
  it.each(reference.cases)('on $table with $params, weighted: $weighted', async ({ table, params: given, weighted, positive, splits, importance, predicted }) => {
    const train = dataset(table, positive, weighted);
    const state = await catBoostRegressorModel.fit(train, params({ bootstrapType: 'No', randomStrength: 0, hasTime: true, ...given }), quietContext());
    expect(splits.map((_, t) => splitsOf(state.ensemble, t))).toEqual(splits.map((tree) => tree.map(([column, border]) => [column, Math.fround(border!)])));
    const raw = rawOutputs(state.ensemble, train.X);
    expect(Math.max(...predicted.map((v, i) => Math.abs(raw[i]! - v) / Math.max(1, Math.abs(v))))).toBeLessThan(1e-6);
    const { values } = treeImportance(state.ensemble, creditOf(treesOf(state).origins, train.X.columns.length), 1).find((m) => m.measure === 'valuesChange')!;
    expect(Math.max(...importance.map((v, j) => Math.abs(values[j]! - v)))).toBeLessThan(1e-5);
  });
});

describe('CatBoostRegressor', () => {
  const train = dataset('diabetes', false, false);
  const usual = { iterations: 25, depth: 4, learningRate: 0.1 };

  it('learns by lot from its seed: another seed, another model', async () => {
    const grown = (seed: number) => catBoostRegressorModel.fit(train, params(usual), quietContext(seed));
    expect(await grown(1)).toEqual(await grown(1));
    expect(await grown(1)).not.toEqual(await grown(2));
  });

  it.each(['Plain', 'Ordered'])('goes on from a checkpoint as if it had never stopped: %s', async (boostingType) => {
    const fit = (overrides: Partial<FitContext>) => fitTrees({
      meta: catBoostRegressor, train, params: params({ ...usual, iterations: 6, boostingType, evalFraction: 0.2 }), ctx: quietContext(3, overrides), makeLoss: rmse, weigh: null, checkpointMs: 0,
      habits: { name: 'RMSE', outputs: 1, method: 'Newton', newtonIterations: 1, gradientIterations: 1, fromAverage: true, exact: false, newton: true },
    });
    const whole = await fit({});
    const { saved, port } = memoryCheckpoint();
    let rounds = 0;
    await fit({ checkpoint: port, stopRequested: () => rounds >= 3, progress: () => { rounds++; } });
    expect(saved).toHaveLength(3);
    expect(await fit({ checkpoint: memoryCheckpoint(saved.at(-1)!).port })).toEqual(whole);
  });

  it('stops when the validation rows get no better, and keeps the best', async () => {
    const seen: Readonly<Record<string, number>>[] = [];
    const notes = new Map<string, unknown>();
    const ctx = quietContext(0, { progress: (_d, _t, metrics) => void seen.push(metrics!), note: (key, value) => void notes.set(key, value) });
    const state = await catBoostRegressorModel.fit(train, params({ iterations: 400, learningRate: 0.3, odWait: 10, evalFraction: 0.3 }), ctx);
    const best = seen.reduce((at, m, i) => (m['valLoss']! < seen[at]!['valLoss']! ? i : at), 0) + 1;
    expect(seen.length).toBe(best + 10);
    expect([treeCount(state.ensemble), notes.get('bestIteration')]).toEqual([best, best]);
  });

  it('keeps monotone constraints', async () => {
    const state = await catBoostRegressorModel.fit(train, params({ ...usual, monotoneConstraints: 'x2: 1, x3: -1' }), quietContext());
    const row = train.X.values.slice(0, 10);
    const along = (column: number): Float64Array => {
      const values = Float64Array.from({ length: 50 * 10 }, (_, at) => (at % 10 === column ? (Math.floor(at / 10) - 25) / 100 : row[at % 10]!));
      return rawOutputs(state.ensemble, matrix(columns, values));
    };
    const steps = (values: Float64Array): number[] => Array.from(values.subarray(1), (v, i) => v - values[i]!);
    expect(Math.min(...steps(along(2)))).toBeGreaterThan(-1e-9);
    expect(Math.max(...steps(along(3)))).toBeLessThan(1e-9);
    expect(Math.max(...steps(along(2)))).toBeGreaterThan(0);
  });

  it.each([[{ leafEstimationMethod: 'Exact' }, /Exact/], [{ lossFunction: 'MAE', leafEstimationMethod: 'Newton' }, /Newton/], [{ monotoneConstraints: 'nobody: 1' }, /nobody/], [{ boostingType: 'Ordered', growPolicy: 'Depthwise' }, /Ordered/], [{ lossFunction: 'Poisson' }, /not negative/]])('refuses %o', async (given, message) => {
    const data = { ...train, y: train.y!.map((v) => v - 100) };
    await expect((async () => catBoostRegressorModel.fit(data, params(given), quietContext()))()).rejects.toThrow(message);
  });
});
