import { expect, it, vi } from 'vitest';
import { memoryBlobs, memoryRecords } from '../../storage/memory.ts';
import { newModel, newStudy } from '../../study/create.ts';
import { runKey } from '../../study/key.ts';
import type { Study } from '../../study/schema.ts';
import { randomEnsemble } from '../../engine/trees/files/random-ensemble.test-data.ts';
import { writeXgboost } from '../../engine/trees/files/xgboost/write.ts';
import { packStudy, readZip } from '../../study/bundle/index.ts';
import type { Ports } from '../ports.ts';
import type { Call, Progress } from '../protocol.ts';
import { createHandlers } from './index.ts';

const call = (overrides: Partial<Call> = {}): Call => ({ signal: new AbortController().signal, progress: () => {}, stopRequested: () => false, ...overrides });

function ports(): Ports {
  let tick = 0;
  // A clock that moves a second a look, so that every checkpoint is due.
  return { blobs: memoryBlobs(), records: memoryRecords(), sample: async () => new Blob([flowers]), memoryBudget: 1e9, onnx: null, now: () => (tick += 1000) };
}

/** Two clouds that touch, a category that helps, and some missing cells. */
const flowers = ['x,y,colour,kind', ...Array.from({ length: 120 }, (_, i) => {
  const late = i % 2;
  const jitter = ((i * 37) % 41) / 20;
  return `${i % 17 === 0 ? '' : (late * 1.5 + jitter).toFixed(2)},${(10 - late * 2 + ((i * 53) % 29) / 10).toFixed(2)},${['red', 'blue', late ? 'red' : 'blue'][i % 3]},${late ? 'late' : 'early'}`;
})].join('\n');

async function opened(at: Ports, models: Study['models']) {
  const engine = createHandlers(at);
  const report = await engine.importCsv({ file: new Blob([flowers]), name: 'flowers.csv', options: { dialect: {}, types: {}, missing: null, everyNth: 1 } }, call());
  const bare: Study = {
    ...newStudy('flowers'), target: 'kind', models,
    data: { table: report.table.hash, file: report.file, name: 'flowers.csv', sample: null, rows: report.table.rows, columns: report.table.columns, options: { dialect: {}, types: {}, missing: null, everyNth: 1 }, image: null },
  };
  const suggestion = await engine.suggest({ study: bare }, call());
  return { engine, report, suggestion, study: { ...bare, steps: suggestion.steps } as Study };
}

it('goes from a file to views, a trained model, its evaluation, explanations and exports', async () => {
  const at = ports();
  const model = newModel('logistic-regression');
  const { engine, report, study, suggestion } = await opened(at, [model]);
  const table = report.table.hash;
  expect(report).toMatchObject({ table: { rows: 120 }, issues: [] });
  expect(await at.blobs.has(report.file!)).toBe(true);
  expect(suggestion).toMatchObject({ task: 'binary' });
  expect((await engine.rows({ table, start: 118, count: 10, columns: ['x', 'kind'] }, call())).rows).toEqual(Uint32Array.of(118, 119));
  expect((await engine.profile({ table }, call())).columns.map((c) => c.missing)).toEqual([8, 0, 0, 0]);
  expect((await engine.distribution({ table, column: 'x', by: 'kind' }, call())).groups).toHaveLength(2);
  expect((await engine.correlation({ table, columns: null }, call())).columns).toHaveLength(4);
  expect((await engine.association({ table, target: study.target! }, call())).columns).toHaveLength(3);
  expect((await engine.scatter({ table, columns: ['x', 'y'], limit: 50 }, call())).rows.length).toBeLessThanOrEqual(50);
  expect((await engine.previewStep({ study, step: study.steps[0]!.id }, call())).sentence).toMatch(/[Ff]illed/);
  expect((await engine.splitSummary({ study }, call())).folds).toEqual([{ train: 96, validation: 0, test: 24 }]);

  const summary = await engine.train({ study, model: model.id, options: { device: 'cpu' } }, call());
  const { key } = summary;
  expect(key).toBe(runKey(study, model.id));
  expect(summary.scores['accuracy']!.mean).toBeGreaterThan(0.6);
  const result = await engine.runResult({ key }, call());
  expect(result).not.toHaveProperty('fitted');
  expect(result.predictions.rows).toHaveLength(24);
  const evaluation = await engine.evaluate({ key, of: 'held-out' }, call());
  if (evaluation.kind !== 'classification') throw new Error(evaluation.kind);
  const rows = await engine.cellRows({ key, of: 'held-out', trueClass: 0, predictedClass: 1, threshold: null, limit: 100 }, call());
  expect(rows.total).toBe(evaluation.confusion[1]);
  const all = await engine.cellRows({ key, of: 'held-out', trueClass: 0, predictedClass: 1, threshold: 0, limit: 3 }, call());
  expect([all.total, all.rows.length]).toEqual([12, 3]);

  const importance = await engine.permutationImportance({ key, table, metric: 'accuracy', nRepeats: 3, maxRows: 100, seed: 0 }, call());
  expect(importance.columns).toEqual(['x', 'y', 'colour']);
  const shap = await engine.shap({ key, table, maxRows: 10, background: 20, nSamples: null, seed: 0 }, call());
  expect(shap).toMatchObject({ method: 'linear', columns: ['x', 'y', 'colour'] });

  const onnx = await engine.exportOnnx({ key, table, name: 'flowers' }, call());
  expect(onnx.certificate).toMatchObject({ passed: true, sameClass: 1 });
  expect([...readZip(onnx.file.bytes, { entries: 20, total: 1e8, names: ['README.md', 'model.onnx', 'parity.json', 'features.json', 'predictions.csv'] }).keys()]).toContain('model.onnx');
  const linesOf = async (of: string): Promise<readonly string[]> => new TextDecoder().decode((await engine.exportPredictions({ key, table: of }, call())).bytes).trim().split('\r\n');
  const tested = await linesOf(table);
  expect([tested[0], tested.length]).toEqual(['row,true,predicted,probability_early,probability_late', 25]);
  const unlabelled = flowers.split('\n').map((line) => line.slice(0, line.lastIndexOf(','))).join('\n');
  const fresh = await engine.importCsv({ file: new Blob([unlabelled]), name: 'new.csv', options: { dialect: {}, types: {}, missing: null, everyNth: 1 } }, call());
  const all120 = await linesOf(fresh.table.hash);
  expect([all120[0], all120.length]).toEqual(['row,predicted,probability_early,probability_late', 121]);
  const html = await engine.exportReport({ study, key, runs: [summary], explanations: [importance, shap] }, call());
  expect(new TextDecoder().decode(html.bytes)).toContain('<!doctype html>');

  const file = await engine.exportStudy({ study, withData: true }, call());
  const elsewhere = createHandlers(ports());
  const study2 = await elsewhere.openStudyFile({ file: new Blob([file.bytes as Uint8Array<ArrayBuffer>]) }, call());
  expect(study2).toEqual(study);
  expect((await elsewhere.train({ study: study2, model: model.id, options: { device: 'cpu' } }, call())).scores).toEqual(summary.scores);
  const bare = await engine.exportStudy({ study, withData: false }, call());
  await expect(createHandlers(ports()).openStudyFile({ file: new Blob([bare.bytes as Uint8Array<ArrayBuffer>]) }, call())).rejects.toMatchObject({ code: 'data', message: expect.stringContaining('without its data') });
});

it('goes on with a training that was cut off, and comes to the same numbers', async () => {
  const model = newModel('mlp', { epochs: 400, batchSize: 16, earlyStopping: null });
  const whole = await opened(ports(), [model]);
  const expected = await whole.engine.train({ study: whole.study, model: model.id, options: { device: 'cpu' } }, call());

  const at = ports();
  const cut = await opened(at, [model]);
  const study: Study = { ...whole.study };
  const control = new AbortController();
  const key = runKey(study, model.id);
  const write = vi.spyOn(at.records, 'write').mockImplementation(async (kind, name, bytes) => {
    write.mockRestore();
    await at.records.write(kind, name, bytes);
    if (kind === 'checkpoint') control.abort();
  });
  await expect(cut.engine.train({ study, model: model.id, options: { device: 'cpu' } }, call({ signal: control.signal }))).rejects.toMatchObject({ code: 'cancelled' });
  expect(await at.records.read('checkpoint', key)).not.toBeNull();

  const seen: Progress[] = [];
  const again = await createHandlers(at).train({ study, model: model.id, options: { device: 'cpu' } }, call({ progress: (p) => seen.push(p) }));
  expect(seen.some((p) => p.metrics?.['resumed'] === 1)).toBe(true);
  expect(again.scores).toEqual(expected.scores);
  expect(await at.records.read('checkpoint', key)).toBeNull();
});

it('makes anew what was stored and cannot be read', async () => {
  const at = ports();
  const model = newModel('dummy-classifier');
  const { engine, study } = await opened(at, [model]);
  const expected = await engine.profile({ table: study.data!.table }, call());
  const key = runKey(study, model.id);
  await at.records.write('result', key, Uint8Array.of(1, 2, 3));
  await at.records.write('profile', `${study.data!.table}-1`, Uint8Array.of(1, 2, 3));
  const other = createHandlers(at);
  await expect(other.evaluate({ key, of: 'held-out' }, call())).rejects.toMatchObject({ code: 'storage' });
  expect((await other.train({ study, model: model.id, options: { device: 'cpu' } }, call())).key).toBe(key);
  expect(await createHandlers(at).evaluate({ key, of: 'held-out' }, call())).toMatchObject({ kind: 'classification' });
  expect(await other.profile({ table: study.data!.table }, call())).toEqual(expected);
});

it('says of a net that was stopped how far it got', async () => {
  const model = newModel('mlp', { epochs: 50, earlyStopping: null });
  const { engine, study } = await opened(ports(), [model]);
  let epoch = 0;
  const watching = call({ progress: (p) => { epoch = p.metrics?.['epoch'] ?? epoch; }, stopRequested: () => epoch >= 3 });
  expect((await engine.train({ study, model: model.id, options: { device: 'cpu' } }, watching)).warnings).toEqual(['Stopped on request after 3 of 50 epochs; the best weights so far were kept.']);
});

it('finds odd rows without a target, and where they lie in the code', async () => {
  const model = newModel('autoencoder', { epochs: 2 });
  const { engine, study } = await opened(ports(), [model]);
  const alone: Study = { ...study, target: null };
  const suggestion = await engine.suggest({ study: alone }, call());
  const shown: Study = { ...alone, steps: suggestion.steps };
  const summary = await engine.train({ study: shown, model: model.id, options: { device: 'cpu' } }, call());
  const { key } = summary;
  const evaluation = await engine.evaluate({ key, of: 'held-out' }, call());
  if (evaluation.kind !== 'anomaly') throw new Error(evaluation.kind);
  expect(evaluation.code?.x.length).toBe(evaluation.rows);
  // The error of a row is the mean square of what could not be rebuilt.
  const worst = evaluation.top.rows[0]!;
  const { columns, original, rebuilt } = await engine.reconstruct({ key, rows: [worst] }, call());
  expect(original).toHaveLength(columns.length);
  expect(original.reduce((sum, v, j) => sum + (v - rebuilt[j]!) ** 2, 0) / columns.length).toBeCloseTo(evaluation.top.score[0]!, 5);
  const html = await engine.exportReport({ study: shown, key, runs: [summary], explanations: [] }, call());
  expect(new TextDecoder().decode(html.bytes)).toContain('Rows as the model sees them');
});

it('answers with a sentence where data, result or sample is not there', async () => {
  const engine = createHandlers(ports());
  await expect(engine.rows({ table: 'f'.repeat(64), start: 0, count: 1, columns: null }, call())).rejects.toMatchObject({ code: 'storage', message: expect.stringContaining('no longer in this browser') });
  await expect(engine.evaluate({ key: 'none', of: 'held-out' }, call())).rejects.toMatchObject({ code: 'not-fitted' });
  await expect(engine.suggest({ study: newStudy() }, call())).rejects.toMatchObject({ code: 'data' });
  await expect(engine.importSample({ id: 'none' }, call())).rejects.toMatchObject({ code: 'data', message: expect.stringContaining('penguins') });
});

it('carries a model file of another library in the study file, to where it never was', async () => {
  const trees = randomEnsemble({ seed: 8, trees: 5, outputs: 1, width: 1, columns: 2, categories: {}, leaves: 6, float32: true, link: 'logistic', missingCategoriesLeft: false });
  const bytes = writeXgboost({ ...trees, columns: ['x', 'y'] }, { form: 'ubjson' });
  const here = ports();
  const { engine, report, study: bare } = await opened(here, []);
  const found = await engine.openModelFile({ file: new Blob([bytes as Uint8Array<ArrayBuffer>]), name: 'model.ubj', table: report.table.hash }, call());
  const model = newModel('imported-trees', { file: found.file, name: 'model.ubj' });
  const study: Study = { ...bare, models: [model] };
  const first = await engine.train({ study, model: model.id, options: { device: 'cpu' } }, call());
  const saved = await engine.exportStudy({ study, withData: true }, call());

  const there = ports();
  const elsewhere = createHandlers(there);
  const back = await elsewhere.openStudyFile({ file: new Blob([saved.bytes as Uint8Array<ArrayBuffer>]) }, call());
  expect(await there.blobs.get(found.file)).toEqual(bytes);
  expect((await elsewhere.train({ study: back, model: model.id, options: { device: 'cpu' } }, call())).scores).toEqual(first.scores);

  // What is no model, or another than the study names, is not let in.
  const forged = packStudy({ study, table: null, file: null, models: new Map([[found.file, new TextEncoder().encode('{"learner": 1}')]]) });
  await expect(createHandlers(ports()).openStudyFile({ file: new Blob([forged]) }, call())).rejects.toThrow(/model file/);
  const other = writeXgboost({ ...trees, columns: ['y', 'x'] }, { form: 'ubjson' });
  const swapped = packStudy({ study, table: null, file: null, models: new Map([[found.file, other]]) });
  await expect(createHandlers(ports()).openStudyFile({ file: new Blob([swapped]) }, call())).rejects.toThrow('is not the one that its study names');
  await expect(createHandlers({ ...here, blobs: { ...here.blobs, get: async (hash) => (hash === found.file ? null : here.blobs.get(hash)) } }).exportStudy({ study, withData: true }, call())).rejects.toThrow('The model file "model.ubj" is no longer in this browser');
});
