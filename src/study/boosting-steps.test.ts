import { describe, expect, it } from 'vitest';
import { quietContext } from '../engine/core/context.ts';
import type { Task } from '../engine/core/dataset.ts';
import type { ParamValues } from '../engine/core/params.ts';
import { mulberry32 } from '../engine/core/random.ts';
import { fromColumns } from '../frame/from-columns.ts';
import type { Table } from '../frame/table.ts';
import { boostingSteps, stopsOf } from './boosting-steps.ts';
import { newModel, newStudy } from './create.ts';
import { predictTable } from './predict.ts';
import type { RunResult } from './results.ts';
import { quietRun } from './run-context.ts';
import { runModel } from './run.ts';
import type { Split } from './schema.ts';

const random = mulberry32(5);
const size = Array.from({ length: 240 }, () => 10 * random());
const town = size.map(() => (random() < 0.5 ? 'Rome' : 'Oslo'));
const noise = size.map(() => random());
const targets = {
  price: size.map((s, i) => 3 * s + (town[i] === 'Rome' ? 4 : 0)),
  kind: size.map((s, i) => (s + (town[i] === 'Rome' ? 2 : 0) > 8 ? 'big' : s > 3 ? 'middle' : 'small')),
  big: size.map((s) => (s > 5 ? 'yes' : 'no')),
};
const tableOf = (target: keyof typeof targets, withTown = true) => fromColumns([
  { name: 'noise', values: noise }, { name: 'size', values: size }, ...(withTown ? [{ name: 'town', values: town }] : []), { name: target, values: targets[target] },
]);
const ctx = { ...quietContext(), progress: () => {} };

const holdout: Split = { kind: 'holdout', test: 0.25, stratify: false, shuffle: true, seed: 3 };

async function trained(table: Table, type: string, task: Task, params: ParamValues, split: Split = holdout): Promise<RunResult> {
  const study = {
    ...newStudy('Steps'), target: table.columns.at(-1)!.name, split, models: [newModel(type, params)],
    data: { table: 'hash', file: null, name: 'a.csv', sample: null, rows: table.rows, columns: table.columns, options: { dialect: {}, types: {}, missing: null, everyNth: 1 }, image: null },
  };
  return runModel(study, study.models[0]!.id, task, table, quietRun());
}

describe('boosting watched', () => {
  it.each([
    ['xgb-regressor', 'regression', 'price', { nEstimators: 12 }, 0],
    ['xgb-classifier', 'binary', 'big', { nEstimators: 12 }, 1],
    ['lgbm-classifier', 'multiclass', 'kind', { nEstimators: 12 }, 2],
    ['cat-boost-classifier', 'multiclass', 'kind', { iterations: 12 }, 1],
  ] as const)('%s (%s): with all its trees it says what the model says', async (type, task, target, params, output) => {
    const table = tableOf(target);
    const run = await trained(table, type, task, params);
    const steps = await boostingSteps(run, table, output, ctx);
    expect(Array.from(steps.stops)).toEqual(Array.from({ length: 13 }, (_, k) => k));
    expect(steps).toMatchObject({ trees: 12, output, learned: false, rows: { length: 60 } });
    const { yPred, proba } = await predictTable(run.fitted, table, steps.rows, ctx);
    const K = run.classes?.length ?? 1;
    const last = steps.predicted.subarray(12 * 60);
    steps.rows.forEach((_, i) => expect(last[i]).toBeCloseTo(proba ? proba[i * K + output]! : yPred[i]!, 4));
    // At first all rows are told the same.
    expect(new Set(steps.predicted.subarray(0, 60)).size).toBe(1);
    expect(steps.score.values[12]).toBeLessThan(steps.score.values[0]! / 2);
    expect(steps.score.values[12]).toBeCloseTo(run.scores[task === 'regression' ? 'rmse' : 'log-loss']!.mean, 6);
    expect(steps.columns[0]).toMatchObject({ name: 'size', date: false });
    expect(steps.treeAt[0]).toBe(-1);
    expect(steps.treeAt[12]).toBe(type === 'lgbm-classifier' ? 35 : 11);
    expect(steps.actual.every((v) => (proba ? v === 0 || v === 1 : Number.isFinite(v)))).toBe(true);
  });

  it('says when the model has learned from the rows shown', async () => {
    const table = tableOf('price');
    const run = await trained(table, 'xgb-regressor', 'regression', { nEstimators: 3 }, { kind: 'k-fold', folds: 3, stratify: false, shuffle: true, seed: 1 });
    expect(await boostingSteps(run, table, 0, ctx)).toMatchObject({ learned: true, rows: { length: 240 } });
  });

  it('forests and linear models have no steps, and say so', async () => {
    const table = tableOf('price', false);
    for (const type of ['random-forest-regressor', 'dummy-regressor']) {
      const run = await trained(table, type, 'regression', {});
      await expect(boostingSteps(run, table, 0, ctx)).rejects.toMatchObject({ code: 'unsupported' });
    }
  });

  it('of very many trees shows each of the first, then wider steps, and the last', () => {
    expect(Array.from(stopsOf(4, 10))).toEqual([0, 1, 2, 3, 4]);
    const stops = stopsOf(5000, 100);
    expect(stops.length).toBeLessThanOrEqual(101);
    expect(Array.from(stops.subarray(0, 51))).toEqual(Array.from({ length: 51 }, (_, k) => k));
    expect(stops.at(-1)).toBe(5000);
    for (let i = 1; i < stops.length; i++) expect(stops[i]!).toBeGreaterThan(stops[i - 1]!);
  });
});
