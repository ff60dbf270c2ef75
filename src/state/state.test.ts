import { expect, it, vi } from 'vitest';
import { StudioError } from '../engine/core/errors.ts';
import type { CallOptions, EngineClient } from '../jobs/protocol.ts';
import { memoryDocuments } from '../storage/memory.ts';
import { StorageError } from '../storage/errors.ts';
import type { DocumentStore } from '../storage/types.ts';
import { newStudy } from '../study/create.ts';
import type { RunSummary } from '../study/results.ts';
import type { Study } from '../study/schema.ts';
import { createApp } from './create.ts';
import type { Access, Deps } from './deps.ts';

const HASH = 'a'.repeat(64);
const columns = [{ name: 'x', type: 'number' as const }, { name: 'kind', type: 'category' as const, dictionary: ['p', 'q'] }];
const report = (hash = HASH) => ({
  table: { hash, rows: 3, columns, bytes: 10 }, file: 'b'.repeat(64), sentence: 'Comma-separated.', issues: [], seconds: 0,
  dialect: { delimiter: ',', quote: '"', decimal: '.', thousands: '', encoding: 'utf-8', skipLines: 0, header: true, comment: '' },
});
const summary = (key: string): RunSummary => ({
  key, model: { type: 'ridge', params: {}, seed: 42 }, task: 'regression', scores: {}, trainScores: {}, fitSeconds: 1, predictSeconds: 1, bytes: 1, device: null, epochs: null, warnings: [], finishedAt: '',
});

/** Timers that run when the test says so. */
function clock() {
  let now = 0;
  let next = 1;
  const timers = new Map<number, { at: number; run: () => void }>();
  return {
    now: () => now,
    setTimer: (run: () => void, ms: number) => { timers.set(next, { at: now + ms, run }); return next++; },
    clearTimer: (id: number) => void timers.delete(id),
    async pass(ms: number) {
      const end = now + ms;
      for (;;) {
        const due = [...timers].filter(([, t]) => t.at <= end).sort(([, a], [, b]) => a.at - b.at)[0];
        if (!due) break;
        now = Math.max(now, due[1].at);
        timers.delete(due[0]);
        due[1].run();
        await settle();
      }
      now = end;
      await settle();
    },
  };
}
const settle = async (): Promise<void> => {
  for (let i = 0; i < 30; i++) await Promise.resolve();
};

function fixture(options: { documents?: DocumentStore; engine?: Partial<EngineClient>; access?: 'writer' | 'reader'; cleared?: readonly string[] } = {}) {
  const time = clock();
  const forgotten: string[] = [];
  const hides: (() => void)[] = [];
  let changed: (access: 'writer' | 'reader') => void = () => {};
  const saved: ((id: string) => void)[] = [];
  const access: Access = {
    start: (listener) => { changed = listener; listener(options.access ?? 'writer'); },
    takeOver: async () => changed('writer'),
    announce: () => {},
    onSaved: (listener) => void saved.push(listener),
  };
  const engine = {
    sniff: async () => ({ preview: [] }),
    importCsv: async () => report(),
    suggest: async () => ({ task: 'binary', reason: '', excluded: [], warnings: [], image: null, steps: [{ id: 's', type: 'standard-scaler', version: 1, enabled: true, params: {} }] }),
    ...options.engine,
  } as unknown as EngineClient;
  const documents = options.documents ?? memoryDocuments();
  const deps: Deps = { engine, documents, access, forgetCheckpoint: async (key) => void forgotten.push(key), hasResult: async (key) => !options.cleared?.includes(key), preferences: { read: () => ({}), write: () => {} }, now: time.now, setTimer: time.setTimer, clearTimer: time.clearTimer, onHide: (l) => void hides.push(l) };
  const app = createApp(deps);
  return { app, documents, time, forgotten, hide: () => hides.forEach((l) => l()), become: (a: 'writer' | 'reader') => changed(a), announce: (id: string) => saved.forEach((l) => l(id)) };
}

const study = (change: Partial<Study> = {}): Study => ({
  ...newStudy('kept'), target: 'kind', data: { table: HASH, file: null, name: 'x.csv', sample: null, rows: 3, columns, options: { dialect: {}, types: {}, missing: null, everyNth: 1 }, image: null },
  models: [{ id: 'm1', type: 'ridge', version: 1, params: {}, seed: 42 }, { id: 'm2', type: 'ridge', version: 1, params: { alpha: 2 }, seed: 42 }], ...change,
});
async function kept(documents: DocumentStore, value: Study): Promise<void> {
  await documents.save({ id: value.id, name: value.name, dataName: null, rows: null, target: null, savedAt: '2026-01-01' }, value, 0);
  await documents.writeLast(value.id);
}
const file = (name: string): File => new File(['x,kind\n1,p\n'], name);

it('opens a file into a study with data, a proposed target and steps, the proposal one undoable edit', async () => {
  const { app } = fixture();
  await app.ready;
  await app.actions.openFile(file('flowers.csv'));
  const { study, undoLabel } = app.document.getState();
  expect(study).toMatchObject({ name: 'flowers', target: 'kind', data: { table: HASH, rows: 3, name: 'flowers.csv' }, steps: [{ type: 'standard-scaler' }] });
  expect(undoLabel).toBe('Set the target to kind');
  expect(app.session.getState()).toMatchObject({ stage: 'data', importing: null, jobs: [] });
  app.actions.undo();
  expect(app.document.getState().study).toMatchObject({ target: null, steps: [], data: { table: HASH } });
});

it('has a baseline that suits the task, found or chosen by hand, as one undoable edit', async () => {
  const { app, time } = fixture();
  await app.ready;
  await app.actions.openFile(file('flowers.csv'));
  const baselines = (): readonly string[] => app.document.getState().study.models.map((m) => m.type);
  expect(baselines()).toEqual(['dummy-classifier']);
  await app.actions.setTask('regression');
  expect(app.document.getState().study.task).toBe('regression');
  expect(baselines()).toEqual(['dummy-regressor']);
  await time.pass(10_000);
  await app.actions.setTask(null);
  expect(app.document.getState().study.task).toBeNull();
  expect(baselines()).toEqual(['dummy-classifier']);
  app.actions.undo();
  expect(app.document.getState().study.task).toBe('regression');
  expect(baselines()).toEqual(['dummy-regressor']);
});

it('opens a sample whose rows follow one another with the last of them as the test', async () => {
  const sample = (inOrder: boolean): Partial<EngineClient> => ({ importSample: (async () => ({ ...report(), image: null, title: 'Days', target: 'x', options: { dialect: {}, types: {}, missing: null, everyNth: 1 }, inOrder })) as EngineClient['importSample'] });
  for (const inOrder of [true, false]) {
    const { app } = fixture({ engine: sample(inOrder) });
    await app.ready;
    await app.actions.openSample('days');
    expect(app.document.getState().study.split).toMatchObject({ kind: 'holdout', shuffle: !inOrder });
  }
});

it('turns a failed import into one message that stays, and leaves the study alone', async () => {
  const { app } = fixture({ engine: { sniff: (async () => { throw new StudioError('data', 'The file is empty.', { row: 1 }); }) as EngineClient['sniff'] } });
  await app.ready;
  const before = app.document.getState().study;
  await app.actions.openFile(file('empty.csv'));
  await app.actions.openFile(file('empty.csv'));
  expect(app.session.getState().messages).toMatchObject([{ tone: 'error', text: 'The file is empty.', at: { row: 1 } }]);
  expect(app.document.getState().study).toBe(before);
  app.actions.dismiss(app.session.getState().messages[0]!.id);
  expect(app.session.getState().messages).toEqual([]);
});

it('takes what was said along no further than its stage, save errors', async () => {
  const { app } = fixture();
  await app.ready;
  const { say, go } = app.actions;
  const tones = () => app.session.getState().messages.map((m) => m.tone);
  go('prepare');
  for (const tone of ['warning', 'error', 'info', 'success'] as const) say({ tone, text: `said as ${tone}` });
  go('prepare');
  expect(tones()).toEqual(['warning', 'error', 'info', 'success']);
  go('model');
  expect(tones()).toEqual(['error']);
  go('prepare');
  expect(tones()).toEqual(['error']);
});

it('keeps an edit within 250 ms, makes a version after a pause, and restores the last study', async () => {
  const { app, documents, time } = fixture();
  await app.ready;
  await app.actions.openFile(file('flowers.csv'));
  await time.pass(5000);
  const { id } = app.document.getState().study;
  const { revision } = (await documents.load(id))!;
  app.actions.renameStudy('renamed');
  expect(app.document.getState().save.status).toBe('saving');
  await time.pass(250);
  expect(app.document.getState().save.status).toBe('saved');
  expect(await documents.load(id)).toMatchObject({ document: { name: 'renamed' }, revision });
  await time.pass(5000);
  expect(await documents.load(id)).toMatchObject({ document: { name: 'renamed' }, revision: revision + 1 });
  const again = fixture({ documents }).app;
  await again.ready;
  expect(again.document.getState()).toMatchObject({ ready: true, access: 'writer', study: { name: 'renamed', target: 'kind' } });
  expect(again.studies.getState()).toMatchObject([{ name: 'renamed', dataName: 'flowers.csv', rows: 3 }]);
});

it('writes at once when the page is hidden', async () => {
  const { app, documents, hide } = fixture();
  await app.ready;
  await app.actions.openFile(file('flowers.csv'));
  app.actions.renameStudy('hidden');
  hide();
  await settle();
  expect((await documents.load(app.document.getState().study.id))!.document).toMatchObject({ name: 'hidden' });
});

it('says when saving fails, keeps trying, and says when it is solved', async () => {
  const documents = memoryDocuments();
  const { app, time } = fixture({ documents });
  await app.ready;
  await app.actions.openFile(file('flowers.csv'));
  const append = vi.spyOn(documents, 'append').mockRejectedValue(new StorageError('quota', 'There is no room left.'));
  const save = vi.spyOn(documents, 'save').mockRejectedValue(new StorageError('quota', 'There is no room left.'));
  app.actions.renameStudy('too much');
  await time.pass(5000);
  expect(app.document.getState().save).toEqual({ status: 'failed', message: 'There is no room left.' });
  app.actions.newStudy();
  await settle();
  expect(app.document.getState().study.name).toBe('too much');
  expect(app.session.getState().messages.at(-1)).toMatchObject({ tone: 'error', text: expect.stringContaining('"too much" stays open, because its last changes could not be saved: There is no room left.') });
  append.mockRestore();
  save.mockRestore();
  await time.pass(10_000);
  expect(app.document.getState().save).toEqual({ status: 'saved', message: null });
  expect((await documents.load(app.document.getState().study.id))!.document).toMatchObject({ name: 'too much' });
});

it('trains what has no result, shows live curves, keeps the result with the study, and asks nothing twice', async () => {
  const calls: { model: string; options: CallOptions; done: (s: RunSummary) => void }[] = [];
  const engine: Partial<EngineClient> = { train: ((req: { model: string }, options: CallOptions) => new Promise((resolve) => { calls.push({ model: req.model, options, done: resolve as never }); })) as EngineClient['train'] };
  const documents = memoryDocuments();
  const value = study();
  await kept(documents, value);
  const { app, time } = fixture({ documents, engine });
  await app.ready;
  app.actions.train();
  app.actions.train();
  expect(calls.map((c) => c.model)).toEqual(['m1', 'm2']);
  const key = app.runKey(value, 'm1');
  expect(app.runs.getState()[key]).toMatchObject({ status: 'none', activity: 'queued' });
  await time.pass(100);
  calls[0]!.options.progress!({ done: 0, total: 10 });
  await time.pass(100);
  for (let epoch = 1; epoch <= 3; epoch++) {
    calls[0]!.options.progress!({ done: epoch - 0.5, total: 10, metrics: { batchLoss: 9, fold: 0 } });
    calls[0]!.options.progress!({ done: epoch, total: 10, metrics: { epoch, loss: 1 / epoch, fold: 0 } });
    await time.pass(1000);
  }
  const run = app.runs.getState()[key]!;
  expect(run.activity).toBe('running');
  expect(run.live).toEqual([{ fold: 0, points: [1, 2, 3].map((epoch) => ({ step: epoch, metrics: { loss: 1 / epoch } })) }]);
  expect(run.etaSeconds).toBeGreaterThan(1);
  calls[0]!.done(summary(key));
  await settle();
  expect(app.runs.getState()[key]).toMatchObject({ status: 'ok', activity: 'idle', etaSeconds: null, summary: { key } });
  app.actions.train(['m1']);
  expect(calls).toHaveLength(2);
  const again = fixture({ documents, engine });
  await again.app.ready;
  expect(again.app.runs.getState()[key]).toMatchObject({ status: 'ok', summary: { key } });
  expect(calls.map((c) => c.model)).toEqual(['m1', 'm2', 'm2']);
  // A result that was cleared to make room can be trained again.
  const later = fixture({ documents, engine, cleared: [key] });
  await later.app.ready;
  expect(later.app.runs.getState()[key]).toBeUndefined();
});

it('goes on after a crash with what was asked for, and says where', async () => {
  const calls: { study: Study; options: CallOptions }[] = [];
  const engine: Partial<EngineClient> = { train: ((req: { study: Study }, options: CallOptions) => new Promise(() => { calls.push({ study: req.study, options }); })) as EngineClient['train'] };
  const documents = memoryDocuments();
  const value = study();
  await kept(documents, value);
  const first = fixture({ documents, engine });
  await first.app.ready;
  first.app.actions.train(['m1']);
  await settle();
  first.app.actions.edit('Remove the model', (s) => ({ ...s, models: [] }));
  await first.time.pass(300);
  const { app, time } = fixture({ documents, engine });
  await app.ready;
  expect(calls).toHaveLength(2);
  expect(calls[1]!.study.models).toHaveLength(2);
  const key = app.runKey(value, 'm1');
  calls[1]!.options.progress!({ done: 0, total: 1, metrics: { resumed: 1 } });
  await time.pass(100);
  calls[1]!.options.progress!({ done: 0.45, total: 1, metrics: { batchLoss: 0.1, fold: 0 } });
  await time.pass(100);
  calls[1]!.options.progress!({ done: 0.5, total: 1, metrics: { epoch: 12, loss: 0.1, fold: 0 } });
  await time.pass(100);
  expect(app.runs.getState()[key]).toMatchObject({ activity: 'running', note: 'Resumed at epoch 12 after the tab was closed.' });
});

it('resumed boosting says the round, and its curve goes on from there', async () => {
  let options!: CallOptions;
  const engine: Partial<EngineClient> = { train: ((_: unknown, given: CallOptions) => new Promise(() => { options = given; })) as EngineClient['train'] };
  const { app, time } = fixture({ engine });
  await app.ready;
  app.actions.edit('Add', (s) => ({ ...study(), id: s.id, models: [{ id: 'm1', type: 'xgb-regressor', version: 1, params: {}, seed: 1 }] }));
  app.actions.train(['m1']);
  options.progress!({ done: 0, total: 1, metrics: { resumed: 1 } });
  await time.pass(300);
  options.progress!({ done: 0.41, total: 1, metrics: { loss: 0.3, step: 41, fold: 0 } });
  await time.pass(300);
  const [run] = Object.values(app.runs.getState());
  expect(run).toMatchObject({ note: 'Resumed at round 41.', live: [{ fold: 0, points: [{ step: 41, metrics: { loss: 0.3 } }] }] });
});

it('cancels, stops and reports failures of runs', async () => {
  const engine: Partial<EngineClient> = { train: ((req: { model: string }, options: CallOptions) => new Promise((resolve, reject) => {
    options.signal!.addEventListener('abort', () => reject(new StudioError('cancelled', 'Cancelled.')));
    options.stop!.addEventListener('abort', () => resolve(summary('k') as never));
    options.progress!({ done: 1, total: 2 });
    if (req.model === 'm3') reject(new StudioError('data', 'The loss became NaN.'));
  })) as EngineClient['train'] };
  const documents = memoryDocuments();
  const value = study({ models: ['m1', 'm2', 'm3'].map((id, i) => ({ id, type: 'ridge', version: 1, params: { alpha: i }, seed: 42 })) });
  await kept(documents, value);
  const { app, time, forgotten } = fixture({ documents, engine });
  await app.ready;
  app.actions.train();
  await time.pass(100);
  const [one, two, three] = value.models.map((m) => app.runKey(value, m.id));
  app.actions.cancelRun(one!);
  app.actions.stopRun(two!);
  expect(app.runs.getState()[two!]!.activity).toBe('stopping');
  await settle();
  expect([one, two, three].map((key) => app.runs.getState()[key!]!.status)).toEqual(['none', 'ok', 'failed']);
  expect(app.session.getState().messages.map((m) => m.text)).toEqual(['The loss became NaN.']);
  expect(forgotten).toEqual([one]);
  expect((await documents.readSidecar(value.id))).toMatchObject({ asked: [] });
});

it('reads while another tab writes, follows what it saves, and takes over', async () => {
  const documents = memoryDocuments();
  const value = study();
  await kept(documents, value);
  const { app, announce } = fixture({ documents, access: 'reader' });
  await app.ready;
  app.actions.renameStudy('not here');
  app.actions.train();
  expect(app.document.getState()).toMatchObject({ access: 'reader', study: { name: 'kept' } });
  expect(app.runs.getState()).toEqual({});
  expect(app.session.getState().messages.map((m) => m.tone)).toEqual(['warning', 'warning']);
  await documents.save({ id: value.id, name: 'there', dataName: null, rows: null, target: null, savedAt: '2026-01-02' }, { ...value, name: 'there' }, 1);
  announce(value.id);
  await settle();
  expect(app.document.getState().study.name).toBe('there');
  await app.actions.takeOver();
  await settle();
  app.actions.renameStudy('here');
  expect(app.document.getState()).toMatchObject({ access: 'writer', study: { name: 'here' } });
});

it('deletes the open study and begins an empty one', async () => {
  const documents = memoryDocuments();
  const value = study();
  await kept(documents, value);
  const { app } = fixture({ documents });
  await app.ready;
  await app.actions.deleteStudy(value.id);
  expect(app.document.getState().study).toMatchObject({ data: null });
  expect(app.studies.getState()).toEqual([]);
  expect(await documents.load(value.id)).toBeNull();
});

it('leaves nothing in the list of an empty study that was looked at and left', async () => {
  const documents = memoryDocuments();
  const value = study();
  await kept(documents, value);
  const { app } = fixture({ documents });
  await app.ready;
  app.actions.newStudy();
  await settle();
  await app.actions.openStudy(value.id);
  expect((await documents.list()).map((head) => head.name)).toEqual(['kept']);
  app.actions.newStudy();
  await settle();
  app.actions.renameStudy('An idea');
  await app.actions.openStudy(value.id);
  expect((await documents.list()).map((head) => head.name).sort()).toEqual(['An idea', 'kept']);
});
