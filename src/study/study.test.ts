import { describe, expect, it } from 'vitest';
import { fromColumns } from '../frame/from-columns.ts';
import { profileTable } from '../frame/profile-table.ts';
import type { Table } from '../frame/table.ts';
import { quietContext } from '../engine/core/context.ts';
import { mulberry32 } from '../engine/core/random.ts';
import type { Plain } from '../engine/core/plain.ts';
import { newModel, newStep, newStudy } from './create.ts';
import { explainPermutation, explainShap } from './explain/index.ts';
import { findImage } from './image.ts';
import { codeOf, encodeTable } from './encode.ts';
import { predictTable } from './predict.ts';
import { previewStep } from './preview.ts';
import { runModel } from './run.ts';
import { quietRun } from './run-context.ts';
import { createStepCache, type StepCache } from './step-cache.ts';
import { splitSummary } from './split-summary.ts';
import { suggest } from './suggest.ts';
import { readTarget } from './target.ts';
import type { Split, Study } from './schema.ts';

const ROWS = 240;

/** Weight decides the kind, island helps, noise does not; some weights are missing. */
function animals(seed = 1): Table {
  const random = mulberry32(seed);
  const weight = Array.from({ length: ROWS }, () => 2 + 4 * random());
  const island = Array.from({ length: ROWS }, () => (random() < 0.5 ? 'North' : 'South'));
  return fromColumns([
    { name: 'weight', values: weight.map((w, i) => (i % 17 === 0 ? null : w)) },
    { name: 'island', values: island },
    { name: 'noise', values: Array.from({ length: ROWS }, () => random()) },
    { name: 'kind', values: weight.map((w, i) => (w + (island[i] === 'North' ? 0.6 : 0) > 4.2 ? 'big' : 'small')) },
  ]);
}

function studyOf(table: Table, target: string | null, split: Partial<Split> = {}): Study {
  return {
    ...newStudy('Animals'),
    data: { table: 'hash', file: null, name: 'animals.csv', sample: null, rows: table.rows, columns: table.columns, options: { dialect: {}, types: {}, missing: null, everyNth: 1 }, image: null },
    target,
    steps: [newStep('simple-imputer', { strategy: 'median' }), newStep('standard-scaler', {}), newStep('one-hot-encoder', {})],
    split: { kind: 'holdout', test: 0.25, stratify: true, shuffle: true, seed: 3, ...split } as Split,
    models: [newModel('logistic-regression')],
  };
}

describe('suggest', () => {
  it('finds the task and the steps this table needs', async () => {
    const table = animals();
    const found = suggest({ ...studyOf(table, 'kind'), steps: [] }, await profileTable(table));
    expect(found.task).toBe('binary');
    expect(found.reason).toBe('kind has 2 distinct values: a yes-or-no classification.');
    expect(found.steps.map((s) => s.type)).toEqual(['simple-imputer', 'standard-scaler', 'one-hot-encoder']);
    expect(found.warnings).toEqual([]);
  });

  it('drops columns that say nothing, and says so', async () => {
    const table = fromColumns([
      { name: 'id', values: Array.from({ length: 60 }, (_, i) => i + 1) },
      { name: 'same', values: Array.from({ length: 60 }, () => 'x') },
      { name: 'a', values: Array.from({ length: 60 }, (_, i) => Math.sin(i)) },
      { name: 'y', values: Array.from({ length: 60 }, (_, i) => Math.cos(i) * 10) },
    ]);
    const found = suggest({ ...studyOf(table, 'y'), steps: [] }, await profileTable(table));
    expect(found.task).toBe('regression');
    expect(found.excluded).toEqual([{ column: 'id', reason: 'it counts the rows' }, { column: 'same', reason: 'it has one value only' }]);
    expect(found.steps[0]).toMatchObject({ type: 'drop-columns', params: { columns: ['id', 'same'] } });
  });

  it('warns of a rare class and of rows without a target', async () => {
    const table = fromColumns([
      { name: 'a', values: Array.from({ length: 100 }, (_, i) => i * 0.5 + Math.sin(i)) },
      { name: 'fraud', values: Array.from({ length: 100 }, (_, i) => (i < 4 ? null : i < 8 ? 'yes' : 'no')) },
    ]);
    const { warnings } = suggest({ ...studyOf(table, 'fraud'), steps: [] }, await profileTable(table));
    expect(warnings[0]).toBe('4 rows have no fraud; they are left out of training and scoring.');
    expect(warnings[1]).toContain('"yes" is rare (4 of 96 rows)');
  });

  it('sees pixels', async () => {
    const random = mulberry32(2);
    const table = fromColumns([...Array.from({ length: 64 }, (_, j) => ({ name: `p${j}`, values: Array.from({ length: 40 }, () => Math.floor(random() * 17)).with(j % 40, 16) })), { name: 'digit', values: Array.from({ length: 40 }, (_, i) => i % 4) }]);
    expect(findImage(await profileTable(table), 'digit')).toEqual({ width: 8, height: 8, channels: 1 });
    expect(findImage(await profileTable(animals()), 'kind')).toBeNull();
  });
});

describe('readTarget', () => {
  it('orders classes of numbers by value', () => {
    const table = fromColumns([{ name: 'n', values: [10, 9, 2, 10, null] }]);
    expect(readTarget(table, 'n', 'multiclass')).toMatchObject({ classes: ['2', '9', '10'], missing: 1 });
    expect([...readTarget(table, 'n', 'multiclass').y]).toEqual([2, 1, 0, 2]);
  });

  it.each([
    ['a constant', [3, 3, 3], 'multiclass', 'Every row has the same t, "3": there is nothing to learn. Choose a target that varies.'],
    ['nothing at all', [null, null], 'regression', 'Every cell of the target "t" is missing. Choose another target.'],
    ['categories for a regression', ['a', 'b'], 'regression', '"t" holds categories, so it cannot be the target of a regression. Choose classification, or set its type to number in Data.'],
  ] as const)('refuses %s', (_, values, task, message) => {
    expect(() => readTarget(fromColumns([{ name: 't', values }]), 't', task)).toThrow(message);
  });

  it('names the columns there are when asked for one that is not', () => {
    expect(() => readTarget(fromColumns([{ name: 'a', values: [1] }]), '__proto__', 'regression')).toThrow('There is no column "__proto__". The table has "a".');
  });
});

describe('runModel', () => {
  it('fits, scores and says how sure it is', async () => {
    const table = animals();
    const study = studyOf(table, 'kind');
    const run = await runModel(study, study.models[0]!.id, 'binary', table, quietRun());
    expect(run.classes).toEqual(['big', 'small']);
    expect(run.scores['accuracy']!.mean).toBeGreaterThan(0.9);
    expect(run.scores['accuracy']!.low).toBeLessThan(run.scores['accuracy']!.mean);
    expect(run.scores['accuracy']!.high).toBeLessThanOrEqual(1);
    expect(run.predictions.rows).toHaveLength(60);
    expect(run.fitted.features.map((f) => f.origin)).toContain('island');
    expect(run.fitted.typical[1]).toMatch(/North|South/);
  });

  it('learns from training rows only: a test row changed beyond recognition changes no coefficient', async () => {
    const table = animals();
    const study = studyOf(table, 'kind');
    const one = await runModel(study, study.models[0]!.id, 'binary', table, quietRun());
    const spoiled = one.predictions.rows[0]!;
    const values = table.chunks[0]!.columns[0]!;
    if (values.type !== 'number') throw new Error('weight is a number');
    const changed: Table = { ...table, chunks: [{ ...table.chunks[0]!, columns: table.chunks[0]!.columns.with(0, { ...values, values: Float64Array.from(values.values).with(spoiled, 1e9) }) }] };
    const two = await runModel(study, study.models[0]!.id, 'binary', changed, quietRun());
    expect(two.fitted.model.state).toEqual(one.fitted.model.state);
    expect(two.fitted.steps).toEqual(one.fitted.steps);
  });

  it('tests every row once over folds and then fits on all', async () => {
    const table = animals();
    const study = studyOf(table, 'kind', { kind: 'k-fold', folds: 4 } as Partial<Split>);
    const run = await runModel(study, study.models[0]!.id, 'binary', table, quietRun());
    expect([...run.predictions.rows].sort((a, b) => a - b)).toEqual(Array.from({ length: ROWS }, (_, i) => i));
    expect(run.scores['accuracy']!.folds).toHaveLength(4);
    expect(run.fitted.trainRows).toBe(ROWS);
  });

  it('replays the folds that others made', async () => {
    const table = animals();
    const folds = Array.from({ length: ROWS }, (_, i) => (i < 200 ? i % 2 : -1));
    const study = { ...studyOf(table, 'kind'), split: { kind: 'given', folds } as const };
    const run = await runModel(study, study.models[0]!.id, 'binary', table, quietRun());
    expect(run.predictions.rows).toHaveLength(200);
    expect(run.predictions.rows.every((row, i) => folds[row] === run.predictions.fold[i])).toBe(true);
  });

  it('fits steps once for all models that share them, and from the changed step on only', async () => {
    const table = animals();
    const study = studyOf(table, 'kind');
    const cache = createStepCache();
    const found: string[] = [];
    const made: string[] = [];
    const steps: StepCache = {
      get: (key) => { const done = cache.get(key); if (done) found.push(done.fitted.map((f) => f.type).join(' > ')); return done; },
      put: (key, done) => { made.push(done.fitted.map((f) => f.type).join(' > ')); cache.put(key, done); },
    };
    const plain = await runModel(study, study.models[0]!.id, 'binary', table, quietRun());
    expect((await runModel(study, study.models[0]!.id, 'binary', table, quietRun({ steps }))).fitted).toEqual(plain.fitted);
    expect(made).toEqual(['simple-imputer', 'simple-imputer > standard-scaler', 'simple-imputer > standard-scaler > one-hot-encoder']);
    made.length = 0;
    const tree = { ...study, models: [newModel('decision-tree-classifier')] };
    const own = await runModel(tree, tree.models[0]!.id, 'binary', table, quietRun());
    expect((await runModel(tree, tree.models[0]!.id, 'binary', table, quietRun({ steps }))).predictions).toEqual(own.predictions);
    expect([found.at(-1), made]).toEqual(['simple-imputer > standard-scaler > one-hot-encoder', []]);
    const changed = { ...study, steps: study.steps.map((s) => (s.type === 'one-hot-encoder' ? { ...s, params: { drop: 'first' } } : s)) };
    await runModel(changed, changed.models[0]!.id, 'binary', table, quietRun({ steps }));
    expect([found.at(-1), made]).toEqual(['simple-imputer > standard-scaler', ['simple-imputer > standard-scaler > one-hot-encoder']]);
    const otherRows = { ...study, split: { ...study.split, seed: 99 } as Split };
    const moved = await runModel(otherRows, otherRows.models[0]!.id, 'binary', table, quietRun({ steps }));
    expect(moved.fitted).toEqual((await runModel(otherRows, otherRows.models[0]!.id, 'binary', table, quietRun())).fitted);
  });

  it('goes on with the folds that a checkpoint has, and comes to the same', async () => {
    const table = animals();
    const study = studyOf(table, 'kind', { kind: 'k-fold', folds: 4 } as Partial<Split>);
    const id = study.models[0]!.id;
    const whole = await runModel(study, id, 'binary', table, quietRun());
    let saved: Plain = null;
    let saves = 0;
    const stop = new AbortController();
    const port = { load: async () => saved, save: async (state: Plain) => { saved = structuredClone(state); if (++saves === 2) stop.abort(); } };
    await expect(runModel(study, id, 'binary', table, quietRun({ checkpoint: port, signal: stop.signal }))).rejects.toMatchObject({ code: 'cancelled' });
    const fitted: number[] = [];
    const resumed = await runModel(study, id, 'binary', table, quietRun({ checkpoint: port, progress: (p) => fitted.push(Math.floor(p.done)) }));
    expect(Math.min(...fitted)).toBe(2);
    expect(resumed.predictions).toEqual(whole.predictions);
    expect(resumed.scores['accuracy']!.folds).toEqual(whole.scores['accuracy']!.folds);
  });

  it('begins afresh where a checkpoint is of another form', async () => {
    const table = animals();
    const study = studyOf(table, 'kind');
    const id = study.models[0]!.id;
    const whole = await runModel(study, id, 'binary', table, quietRun());
    const port = { load: async (): Promise<Plain> => ({ epoch: 3 }), save: async () => {} };
    expect((await runModel(study, id, 'binary', table, quietRun({ checkpoint: port }))).predictions).toEqual(whole.predictions);
  });

  it('says which step is missing when categories are left', async () => {
    const table = animals();
    const study = { ...studyOf(table, 'kind'), steps: [newStep('simple-imputer', { strategy: 'median' })] };
    await expect(runModel(study, study.models[0]!.id, 'binary', table, quietRun())).rejects.toThrow('Column "island" still holds categories, and this model takes numbers. Add a one-hot or ordinal encoding step in Prepare, or drop it.');
  });

  it('says when a model is not for the task', async () => {
    const table = animals();
    const study = { ...studyOf(table, 'weight'), models: [newModel('logistic-regression')] };
    await expect(runModel(study, study.models[0]!.id, 'regression', table, quietRun())).rejects.toThrow('LogisticRegression cannot do a regression');
  });

  it('finds the unusual row without a target', async () => {
    const table = animals();
    const study = { ...studyOf(table, null), models: [newModel('autoencoder', { epochs: 5 })] };
    const run = await runModel(study, study.models[0]!.id, 'unsupervised', table, quietRun({ device: 'cpu' }));
    const { mean, low, high } = run.scores['reconstruction-error']!;
    expect(low).toBeGreaterThan(0);
    expect(low).toBeLessThan(mean);
    expect(high).toBeGreaterThan(mean);
    expect(run.predictions.yTrue).toBeNull();
    const code = await codeOf(run, () => table, quietContext());
    expect([...code!.rows]).toEqual([...run.predictions.rows]);
    expect(code!.values.columns).toEqual(['code1', 'code2']);
    // The same rows by themselves lie where they lie among others, and not all in one place.
    const alone = await encodeTable(run.fitted, table, run.predictions.rows.slice(3, 5), quietContext());
    alone!.values.forEach((v, i) => expect(v).toBeCloseTo(code!.values.values[6 + i]!, 5));
    expect(new Set(code!.values.values).size).toBeGreaterThan(4);
    const other = { ...study, target: 'kind', models: [newModel('dummy-classifier')] };
    const plain = await runModel(other, other.models[0]!.id, 'binary', table, quietRun());
    expect(await codeOf(plain, () => table, quietContext())).toBeNull();
  });
});

describe('a fitted pipeline', () => {
  it('predicts a table with other columns, another order and unseen categories, and refuses one that lacks a column', async () => {
    const table = animals();
    const study = studyOf(table, 'kind');
    const { fitted } = await runModel(study, study.models[0]!.id, 'binary', table, quietRun());
    const other = fromColumns([{ name: 'noise', values: [0.1, 0.2] }, { name: 'extra', values: ['x', 'y'] }, { name: 'island', values: ['West', 'North'] }, { name: 'weight', values: [2.1, 5.9] }]);
    const { yPred } = await predictTable(fitted, other, null, quietContext());
    expect([...yPred].map((k) => fitted.classes![k])).toEqual(['small', 'big']);
    const lacking = fromColumns([{ name: 'noise', values: [0.1] }]);
    await expect(async () => predictTable(fitted, lacking, null, quietContext())).rejects.toThrow('The model needs the columns "weight", "island", which this table does not have. It has "noise".');
  });

  it('explains itself on the columns the person knows', async () => {
    const table = animals();
    const study = studyOf(table, 'kind');
    const run = await runModel(study, study.models[0]!.id, 'binary', table, quietRun());
    const ctx = { ...quietContext(), progress: () => {} };
    const shap = await explainShap(run, table, { maxRows: 20, background: 50, nSamples: null, seed: 0 }, ctx);
    expect(shap).toMatchObject({ method: 'linear', space: 'log-odds', columns: ['weight', 'island', 'noise'], outputs: ['small'] });
    for (let i = 0; i < 20; i++) expect(shap.base[0]! + shap.values.subarray(i * 3, i * 3 + 3).reduce((a, b) => a + b, 0)).toBeCloseTo(shap.predicted[i]!, 9);
    const importance = await explainPermutation(run, table, { metric: 'accuracy', nRepeats: 5, maxRows: 1000, seed: 0 }, ctx);
    expect(importance.mean[0]).toBeGreaterThan(0.2);
    expect(Math.abs(importance.mean[2]!)).toBeLessThan(0.1);
  });

  it('explains any model by the kernel', async () => {
    const table = animals();
    const study = { ...studyOf(table, 'kind'), models: [newModel('decision-tree-classifier')] };
    const run = await runModel(study, study.models[0]!.id, 'binary', table, quietRun());
    const shap = await explainShap(run, table, { maxRows: 10, background: 20, nSamples: null, seed: 0, method: 'kernel' }, { ...quietContext(), progress: () => {} });
    expect(shap).toMatchObject({ method: 'kernel', space: 'probability', outputs: ['big', 'small'] });
    const weight = Array.from({ length: 10 }, (_, i) => Math.abs(shap.values[i * 3]!)).reduce((a, b) => a + b, 0);
    const noise = Array.from({ length: 10 }, (_, i) => Math.abs(shap.values[i * 3 + 2]!)).reduce((a, b) => a + b, 0);
    expect(weight).toBeGreaterThan(5 * noise);
  });
});

it('previews a step on training rows, in words', () => {
  const table = animals();
  const study = studyOf(table, 'kind');
  const filled = previewStep(study, study.steps[0]!.id, 'binary', table);
  expect(filled.sentence).toMatch(/^Filled \d+ missing cells in 1 column\.$/);
  const encoded = previewStep(study, study.steps[2]!.id, 'binary', table);
  expect(encoded.sentence).toBe('Turned 1 column into 2.');
  expect([encoded.columnsBefore, encoded.columnsAfter]).toEqual([3, 4]);
});

it('shows dates as dates for as long as a step leaves them dates', () => {
  const days = Float64Array.from({ length: 40 }, (_, i) => Date.UTC(2012, 0, 1 + i));
  const table = fromColumns([{ name: 'day', type: 'date', values: days }, { name: 'hour', type: 'number', values: Float64Array.from(days, (_, i) => i % 24) }, { name: 'y', type: 'number', values: Float64Array.from(days, (_, i) => i / 7) }]);
  const study = { ...studyOf(table, 'y'), steps: [newStep('standard-scaler', {})] };
  const { before, after, histograms } = previewStep(study, study.steps[0]!.id, 'regression', table);
  expect(before.cells.map((c) => c.kind)).toEqual(['date', 'number']);
  expect(after.cells.map((c) => c.kind)).toEqual(['number', 'number']);
  expect(histograms.map((h) => [h.column, h.before?.date, h.after?.date])).toEqual([['day', true, false], ['hour', false, false]]);
  // Shifted and stretched, nothing else: the bars are the same.
  for (const { before: was, after: is } of histograms) expect([...is!.counts]).toEqual([...was!.counts]);
});

it('sums a split up', () => {
  const table = animals();
  const summary = splitSummary(studyOf(table, 'kind'), 'binary', table);
  expect(summary.folds).toEqual([{ train: 180, validation: 0, test: 60 }]);
  expect(summary.classes.reduce((n, c) => n + c.train + c.test, 0)).toBe(ROWS);
  expect(summary.sentence).toContain('Everything that is fitted is fitted on the training rows only.');
});
