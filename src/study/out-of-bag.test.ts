import { describe, expect, it } from 'vitest';
import { quietContext } from '../engine/core/context.ts';
import { mulberry32 } from '../engine/core/random.ts';
import type { ParamValues } from '../engine/core/params.ts';
import { fromColumns } from '../frame/from-columns.ts';
import { newModel, newStudy } from './create.ts';
import { explainProximity } from './explain/index.ts';
import type { RunResult } from './results.ts';
import { runModel } from './run.ts';
import { quietRun } from './run-context.ts';
import type { Split } from './schema.ts';

const ROWS = 180;
const random = mulberry32(4);
const x = Array.from({ length: ROWS }, () => random());
const noise = Array.from({ length: ROWS }, () => random());
const kind = x.map((v, i) => (i % 30 === 0 ? null : v + 0.2 * random() > 0.6 ? 'high' : 'low'));
const size = x.map((v) => 3 * v + 0.2 * random());
const tables = {
  kind: fromColumns([{ name: 'x', values: x }, { name: 'noise', values: noise }, { name: 'kind', values: kind }]),
  size: fromColumns([{ name: 'x', values: x }, { name: 'noise', values: noise }, { name: 'size', values: size }]),
};
const HOLDOUT: Split = { kind: 'holdout', test: 0.25, stratify: false, shuffle: true, seed: 3 };

function train(target: keyof typeof tables, type: string, params: ParamValues, split: Split = HOLDOUT): Promise<RunResult> {
  const table = tables[target];
  const model = newModel(type, { nEstimators: 30, ...params });
  const study = {
    ...newStudy('Out of the bag'), target, split, models: [model],
    data: { table: 'hash', file: null, name: 't.csv', sample: null, rows: table.rows, columns: table.columns, options: { dialect: {}, types: {}, missing: null, everyNth: 1 }, image: null },
  };
  return runModel(study, model.id, target === 'kind' ? 'binary' : 'regression', table, quietRun());
}
const asking = { ...quietContext(), progress: () => {} };
const options = { outOfBag: false, maxRows: 60, neighbours: 5, seed: 1 };

describe('scores out of the bag', () => {
  it('are of the training rows, by the trees that did not draw them', async () => {
    const { outOfBag, trainRows, predictions, fitted } = await train('kind', 'random-forest-classifier', { oobScore: true });
    const held = new Set(predictions.rows);
    expect(trainRows!.every((row) => !held.has(row))).toBe(true);
    expect(outOfBag!.predictions.rows).toEqual(trainRows);
    const state = fitted.model.state as unknown as { readonly outOfBag: { readonly score: number } };
    expect(outOfBag!.scores['accuracy']).toBeCloseTo(state.outOfBag.score, 12);
    expect(outOfBag!.scores['roc-auc']).toBeGreaterThan(0.8);
    const { yTrue, rows } = outOfBag!.predictions;
    expect(Array.from(yTrue!, (k) => ['high', 'low'][k])).toEqual(Array.from(rows, (row) => kind[row]));
  });
  it('are of all rows under k folds, and of values as well', async () => {
    const { outOfBag } = await train('size', 'extra-trees-regressor', { bootstrap: true, oobScore: true }, { kind: 'k-fold', folds: 3, stratify: false, shuffle: true, seed: 1 });
    expect(outOfBag!.predictions.rows).toHaveLength(ROWS);
    expect(outOfBag!.scores['r2']).toBeGreaterThan(0.8);
  });
  it('leave out rows that every tree drew, and are not there where nobody asked', async () => {
    const { outOfBag, trainRows } = await train('size', 'random-forest-regressor', { oobScore: true, nEstimators: 2 });
    expect(outOfBag!.unscored).toBeGreaterThan(0);
    expect(outOfBag!.predictions.rows.length + outOfBag!.unscored).toBe(trainRows!.length);
    expect(outOfBag!.predictions.yPred.every(Number.isFinite)).toBe(true);
    const quiet = await train('size', 'random-forest-regressor', {});
    expect([quiet.outOfBag, quiet.trainRows?.length]).toEqual([undefined, trainRows!.length]);
    expect((await train('size', 'extra-trees-regressor', { oobScore: true })).trainRows).toBeUndefined();
  });
});

describe('proximity', () => {
  it('of held-out rows: the nearest are of one class, and an odd one out stands apart', async () => {
    const run = await train('kind', 'random-forest-classifier', { minSamplesLeaf: 5 });
    const found = await explainProximity(run, tables.kind, options, asking);
    expect(found).toMatchObject({ outOfBag: false, trees: 30, neighbours: 5, classes: ['high', 'low'] });
    expect([...found.rows].every((row) => run.predictions.rows.includes(row))).toBe(true);
    const same = [...found.nearest].filter((j, at) => found.actual[j] === found.actual[Math.floor(at / 5)]).length / found.nearest.length;
    expect(same).toBeGreaterThan(0.8);
    expect(found.proximity.every((v, at) => v <= 1 && (at % 5 === 0 || v <= found.proximity[at - 1]!))).toBe(true);
  });
  it('out of the bag, of training rows', async () => {
    const run = await train('size', 'random-forest-regressor', {});
    const found = await explainProximity(run, tables.size, { ...options, outOfBag: true, maxRows: 1000 }, asking);
    expect(found.rows).toEqual(run.trainRows);
    expect(Array.from(found.actual)).toEqual(Array.from(found.rows, (row) => size[row]));
    const near = found.proximity.reduce((a, b) => a + b, 0);
    const inTheBag = await explainProximity({ ...run, probeRows: run.trainRows! }, tables.size, { ...options, maxRows: 1000 }, asking);
    expect(inTheBag.proximity.reduce((a, b) => a + b, 0)).not.toBe(near);
  });
  it('is refused where there is no forest, or none left to ask', async () => {
    await expect(explainProximity(await train('size', 'xgb-regressor', {}), tables.size, options, asking)).rejects.toThrow(/is no forest/);
    await expect(explainProximity(await train('size', 'extra-trees-regressor', {}), tables.size, { ...options, outOfBag: true }, asking)).rejects.toThrow(/Switch bootstrap on/);
  });
});
