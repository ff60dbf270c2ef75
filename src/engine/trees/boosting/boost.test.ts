import { describe, expect, it } from 'vitest';
import { processThreads } from '../../../cli/threads.ts';
import { onEveryBackend } from '../../checks/every-backend.ts';
import { categoryToys } from '../../checks/model-category-toys.ts';
import type { AnyAlgorithm } from '../../core/algorithm.ts';
import { type FitContext, quietContext } from '../../core/context.ts';
import { type Dataset, type Task, takeDataset } from '../../core/dataset.ts';
import { type ParamValues, resolveParams } from '../../core/params.ts';
import type { Plain } from '../../core/plain.ts';
import { treeKernels } from '../../kernels/trees.ts';
import { openBackend } from '../../kernels/open.ts';
import { lgbmClassifier } from '../../models/lgbm-classifier/meta.ts';
import { lgbmRegressor } from '../../models/lgbm-regressor/meta.ts';
import { xgbClassifier } from '../../models/xgb-classifier/meta.ts';
import { xgbRegressor } from '../../models/xgb-regressor/meta.ts';
import { lightgbmPlan } from '../lightgbm/plan.ts';
import { rawOutputs } from '../predict.ts';
import { xgboostPlan } from '../xgboost/plan.ts';
import { boostMemory, boostOn, type BoostedState } from './model.ts';
import type { BoostPlan } from './plan.ts';

const threads = processThreads(4);

/** Rows with four number columns, one of them with gaps, and one of categories. */
function toys(task: Task, rows = 500, seed = 7): Dataset {
  const data = categoryToys({ tags: { images: false } } as AnyAlgorithm, task, 9, rows, seed);
  return { ...data, X: { ...data.X, values: data.X.values.map((v, at) => (at % 5 === 1 && at % 7 === 0 ? Number.NaN : v)) } };
}

type Make = (ctx: FitContext) => BoostPlan;
const xgb = (task: 'regression' | 'multiclass', params: ParamValues, data = toys(task)): Make => (ctx) => (task === 'regression'
  ? xgboostPlan(data, 'reg:squarederror', resolveParams(xgbRegressor.params, { nEstimators: 8, ...params }, 'test'), {}, null, xgbRegressor, ctx)
  : xgboostPlan(data, 'multi:softprob', resolveParams(xgbClassifier.params, { nEstimators: 8, ...params }, 'test'), {}, null, xgbClassifier, ctx));
const lgbm = (task: 'regression' | 'multiclass', params: ParamValues, data = toys(task)): Make => (ctx) => (task === 'regression'
  ? lightgbmPlan(data, (params['objective'] ?? 'regression') as 'regression', resolveParams(lgbmRegressor.params, { nEstimators: 8, ...params }, 'test'), {}, null, lgbmRegressor, ctx)
  : lightgbmPlan(data, 'multiclass', resolveParams(lgbmClassifier.params, { nEstimators: 8, ...params }, 'test'), {}, null, lgbmClassifier, ctx));

async function fit(make: Make, ctx: FitContext = quietContext(3), change: Partial<BoostPlan> = {}): Promise<BoostedState> {
  const plan = { ...make(ctx), ...change };
  const backend = await openBackend([treeKernels], { bytes: boostMemory(plan, 1) });
  try {
    return await boostOn(backend, plan, ctx);
  } finally {
    backend.close();
  }
}

const SETTINGS: readonly (readonly [string, Make])[] = [
  ['XGBoost', xgb('regression', {})],
  ['XGBoost, classes, rows and columns by chance', xgb('multiclass', { subsample: 0.6, colsampleBytree: 0.8, colsampleBylevel: 0.8, colsampleBynode: 0.8 })],
  ['XGBoost, dart', xgb('regression', { booster: 'dart', rateDrop: 0.3, oneDrop: true })],
  ['XGBoost, monotone, L1, parallel trees', xgb('regression', { monotoneConstraints: 'length: 1', regAlpha: 0.2, numParallelTree: 2, subsample: 0.8 })],
  ['LightGBM', lgbm('multiclass', {})],
  ['LightGBM, bags', lgbm('multiclass', { subsample: 0.6, subsampleFreq: 2, featureFractionBynode: 0.7 })],
  ['LightGBM, GOSS', lgbm('regression', { dataSampleStrategy: 'goss', learningRate: 0.5 })],
  ['LightGBM, dart', lgbm('regression', { boostingType: 'dart', skipDrop: 0, dropRate: 0.5 })],
  ['LightGBM, forest, extra trees', lgbm('regression', { boostingType: 'rf', extraTrees: true })],
  ['LightGBM, L1', lgbm('regression', { objective: 'regression_l1', subsample: 0.7, subsampleFreq: 1 })],
];

describe('boosting', () => {
  it.each(SETTINGS)('gives the same bits from twins, WebAssembly and any number of threads: %s', async (_, make) => {
    const ctx = quietContext(3);
    const plan = make(ctx);
    const [first, ...others] = await onEveryBackend([treeKernels], boostMemory(plan, 4), threads, (backend) => boostOn(backend, plan, ctx));
    expect(first!.ensemble.feature.length).toBeGreaterThan(40);
    for (const other of others) expect(other).toEqual(first);
  });

  it.each(SETTINGS)('goes on from any checkpoint exactly: %s', async (_, make) => {
    const saved: Plain[] = [];
    const validation = (plan: Dataset): Dataset => takeDataset(plan, Array.from({ length: 80 }, (__, i) => i * 3));
    const at = (start: Plain): FitContext => quietContext(3, { validation: validation(make(quietContext(3)).train), checkpoint: { load: async () => start, save: async (state) => void saved.push(structuredClone(state)) } });
    const straight = await fit(make, at(null), { checkpointMs: 0 });
    const states = saved.slice();
    expect(states.length).toBe(8);
    for (const k of [0, 3, 7]) expect(await fit(make, at(states[k]!), { checkpointMs: 0 })).toEqual(straight);
    // A checkpoint of another training is none of ours.
    expect(await fit(make, quietContext(4, { checkpoint: { load: async () => states[3]!, save: async () => {} } }))).toEqual(await fit(make, quietContext(4)));
  });
});

describe('watching rows held out', () => {
  const data = toys('regression', 300);
  const fresh = toys('regression', 200, 99);
  const params = { nEstimators: 400, earlyStoppingRounds: 5, learningRate: 0.3, evalMetric: 'mae, rmse, r2' } as const;

  it('stops where it stands still, keeps the best round, and shows every metric as it goes', async () => {
    const seen: Record<string, number>[] = [];
    const { ensemble, training } = await fit(xgb('regression', params, data), quietContext(3, { validation: fresh, progress: (_, __, metrics) => void (metrics && seen.push(metrics)) }));
    const curve = training.history.validation[0]!;
    const best = curve.indexOf(Math.min(...curve));
    expect(training).toMatchObject({ stopped: 'patience', bestRound: best + 1, rounds: best + 1 });
    expect(ensemble.roots.length - 1).toBe(best + 1);
    expect(curve.length).toBe(best + 6);
    expect(Object.keys(seen[0]!).sort()).toEqual(['loss', 'mae', 'r2', 'rmse', 'valLoss', 'valMae', 'valR2', 'valRmse']);
    expect(seen[best]!['valLoss']).toBe(curve[best]);
    const raw = rawOutputs(ensemble, fresh.X);
    expect(raw.reduce((sum, v, i) => sum + Math.abs(v - fresh.y![i]!), 0) / raw.length).toBeCloseTo(curve[best]!, 9);
    const whole = await fit(xgb('regression', { ...params, saveBest: false }, data), quietContext(3, { validation: fresh }));
    expect(whole.ensemble.roots.length - 1).toBe(best + 6);
    const other = await fit(xgb('regression', { ...params, stoppingMetric: 'r2' }, data), quietContext(3, { validation: fresh }));
    expect(other.training.bestRound).toBe(other.training.history.validation[2]!.indexOf(Math.max(...other.training.history.validation[2]!)) + 1);
  });

  it('with dart, keeps the weights of the best round', async () => {
    const ctx = quietContext(3, { validation: fresh });
    const { ensemble, training } = await fit(xgb('regression', { ...params, booster: 'dart', rateDrop: 0.2 }, data), ctx);
    const raw = rawOutputs(ensemble, fresh.X);
    expect(raw.reduce((sum, v, i) => sum + Math.abs(v - fresh.y![i]!), 0) / raw.length).toBeCloseTo(training.history.validation[0]![training.bestRound - 1]!, 9);
  });

  it('holds rows out itself where the split has none', async () => {
    const { training } = await fit(lgbm('regression', { nEstimators: 400, earlyStoppingRound: 5, learningRate: 0.3 }, data));
    expect(training.stopped).toBe('patience');
    expect(training.rounds).toBe(training.bestRound);
  });

  it('asked to stop, keeps the best so far', async () => {
    let rounds = 0;
    const notes: Record<string, Plain> = {};
    const { training } = await fit(xgb('regression', { ...params, earlyStoppingRounds: 200, learningRate: 1 }, data), quietContext(3, { validation: fresh, progress: () => void rounds++, stopRequested: () => rounds >= 30, note: (key, value) => void (notes[key] = value) }));
    expect(training.history.validation[0]!.length).toBe(30);
    expect(training).toMatchObject({ stopped: 'request', rounds: training.bestRound });
    expect(training.bestRound).toBeLessThan(30);
    expect(notes['warning']).toMatch(/after 30 of 400 rounds/);
  });
});

describe('training on', () => {
  type Fields = Partial<BoostPlan>;
  /** The same training, from another one on. */
  const after = (make: Make, state: BoostedState, more: number): Make => (ctx) => ({ ...make(ctx), before: { ensemble: state.ensemble, rounds: state.training.rounds, history: state.training.history }, rounds: more }) satisfies BoostPlan;
  const rounds = (make: Make, n: number): Make => (ctx) => ({ ...make(ctx), rounds: n });
  const steady = SETTINGS.filter(([name]) => !/dart|forest/.test(name));

  it.each(steady)('adds trees to a model as if it had never stopped, chance and curves among it: %s', async (_, make) => {
    const held = (): FitContext => quietContext(3, { validation: takeDataset(make(quietContext(3)).train, Array.from({ length: 80 }, (__, i) => i * 3)) });
    const half = await fit(rounds(make, 3), held());
    expect(await fit(after(make, half, 5), held())).toEqual(await fit(make, held()));
  });

  it('goes on from the best round, and stops where all rounds at once would have', async () => {
    const make = xgb('regression', { nEstimators: 400, earlyStoppingRounds: 5, learningRate: 0.3 }, toys('regression', 300));
    const ctx = (): FitContext => quietContext(3, { validation: toys('regression', 200, 99) });
    const first = await fit(make, ctx());
    expect(first.training.stopped).toBe('patience');
    const again = await fit(after(make, first, 400), ctx());
    expect(again.ensemble).toEqual(first.ensemble);
    const patient = (c: FitContext): BoostPlan => { const plan = make(c); return { ...plan, stop: { ...plan.stop, rounds: 20 } }; };
    expect(await fit(after(patient, first, 40), ctx())).toEqual(await fit(rounds(patient, first.training.rounds + 40), ctx()));
  });

  it.each<readonly [string, Fields, RegExp]>([
    ['dropout', { dart: () => ({ trees: [], old: 1, fresh: 1 }) }, /Dropout \(dart\)/],
    ['a forest', { forest: true }, /random forest cannot go on/],
  ])('refuses %s', async (_, change, sentence) => {
    const make = xgb('regression', {});
    const half = await fit(make);
    await expect(fit(after(make, half, 5), quietContext(3), change)).rejects.toThrow(sentence);
  });

  it('refuses trees of another objective', async () => {
    const half = await fit(xgb('regression', {}));
    const other = xgb('regression', {});
    await expect(fit(after((ctx) => { const plan = other(ctx); return { ...plan, objective: { ...plan.objective, link: 'exp' } }; }, half, 5))).rejects.toThrow('another objective');
  });
});
