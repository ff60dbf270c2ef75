import { afterEach, expect, it, vi } from 'vitest';
import { StudioError } from '../engine/core/errors.ts';
import { createPool, longWorkers, type Pool } from './pool.ts';
import { channelPort, type WorkerPort } from './port.ts';
import type { Call, EngineApi } from './protocol.ts';
import { serve } from './rpc.ts';

type Fake = { [M in keyof EngineApi]?: (req: never, call: Call) => Promise<unknown> };

interface Spawned { readonly port: WorkerPort; crash: (why: string) => void; dead: boolean }
let close: (() => void)[] = [];
afterEach(() => {
  for (const end of close) end();
  close = [];
});

function pool(api: Fake, options: { long?: number; patience?: number } = {}): Pool & { readonly spawned: Spawned[] } {
  const spawned: Spawned[] = [];
  const made = createPool({
    long: options.long ?? 2,
    patience: options.patience ?? 50,
    spawn: () => {
      const { port1, port2 } = new MessageChannel();
      serve(api as unknown as EngineApi, channelPort(port2 as never));
      const entry: Spawned = {
        dead: false,
        crash: () => {},
        port: {
          ...channelPort(port1 as never),
          terminate: () => {
            entry.dead = true;
            port1.close();
          },
          onCrash: (listener) => { entry.crash = listener; },
        },
      };
      spawned.push(entry);
      return entry.port;
    },
  });
  close.push(() => made.close());
  return { ...made, spawned };
}

const until = (signal: AbortSignal): Promise<never> => new Promise((_, reject) => {
  signal.addEventListener('abort', () => reject(new StudioError('cancelled', 'Cancelled.')));
});
const gate = (): { readonly open: () => void; readonly passed: Promise<void> } => {
  let open = (): void => {};
  const passed = new Promise<void>((resolve) => { open = resolve; });
  return { open: () => open(), passed };
};
const rest = (ms = 20): Promise<void> => new Promise((resolve) => { setTimeout(resolve, ms); });
const training = { study: {}, model: 'm', options: { device: 'cpu' } } as never;
const rows = { table: 't', start: 0, count: 1, columns: null } as const;

it('answers, reports progress and brings errors back with their code and place', async () => {
  const { engine } = pool({
    rows: async (_, call) => {
      call.progress({ done: 1, total: 2, label: 'half' });
      return { rows: Uint32Array.of(7), columns: [], cells: [] };
    },
    profile: async () => { throw new StudioError('data', 'No such table.', { column: 'a' }); },
    distribution: async () => { throw new RangeError('Array buffer allocation failed'); },
  });
  const seen: unknown[] = [];
  expect(await engine.rows(rows, { progress: (p) => seen.push(p) })).toEqual({ rows: Uint32Array.of(7), columns: [], cells: [] });
  expect(seen).toEqual([{ done: 1, total: 2, label: 'half' }]);
  await expect(engine.profile({ table: 't' })).rejects.toMatchObject({ code: 'data', message: 'No such table.', at: { column: 'a' } });
  await expect(engine.distribution({ table: 't', column: 'a', by: null })).rejects.toMatchObject({ code: 'limit' });
  await expect(engine.correlation({ table: 't', columns: null })).rejects.toMatchObject({ code: 'internal', message: expect.stringContaining('correlation') });
});

it('never lets a quick call wait for long ones, and keeps one long worker free of trainings', async () => {
  const hold = gate();
  const started: string[] = [];
  const { engine, spawned } = pool({
    train: async () => { started.push('train'); await hold.passed; return {}; },
    shap: async () => { started.push('shap'); return {}; },
    rows: async () => 'rows',
  });
  const trains = [engine.train(training), engine.train(training), engine.train(training)];
  await vi.waitFor(() => expect(started).toEqual(['train']), { timeout: 10_000 });
  await rest();
  expect(await engine.rows(rows)).toBe('rows');
  await engine.shap({} as never);
  expect(started).toEqual(['train', 'shap']);
  hold.open();
  await Promise.all(trains);
  expect(started).toEqual(['train', 'shap', 'train', 'train']);
  expect(spawned.length).toBeLessThanOrEqual(3);
});

it('cancels a queued job at once and a running one through its signal, without ending its worker', async () => {
  const { engine, spawned } = pool({ train: async (_, call) => until(call.signal) });
  const first = new AbortController();
  const second = new AbortController();
  const one = engine.train(training, { signal: first.signal });
  const two = engine.train(training, { signal: second.signal });
  second.abort();
  await expect(two).rejects.toMatchObject({ code: 'cancelled' });
  await rest();
  first.abort();
  await expect(one).rejects.toMatchObject({ code: 'cancelled' });
  await rest(100);
  expect(spawned).toHaveLength(1);
  expect(spawned[0]!.dead).toBe(false);
});

it('ends the worker of a job that does not let go, and serves the next job on a new one', async () => {
  let calls = 0;
  const { engine, spawned } = pool({ train: async () => (++calls === 1 ? new Promise(() => {}) : 'trained') });
  const control = new AbortController();
  const deaf = engine.train(training, { signal: control.signal });
  const next = engine.train(training);
  await rest();
  control.abort();
  await expect(deaf).rejects.toMatchObject({ code: 'cancelled' });
  expect(await next).toBe('trained');
  expect(spawned.map((s) => s.dead)).toEqual([true, false]);
});

it('starts the neighbours of a quick job that was ended by force again', async () => {
  let asked = 0;
  const { engine } = pool({
    profile: async () => new Promise(() => {}),
    rows: async () => (++asked === 1 ? new Promise(() => {}) : 'rows'),
  });
  const control = new AbortController();
  const deaf = engine.profile({ table: 't' }, { signal: control.signal });
  const neighbour = engine.rows(rows);
  await rest();
  control.abort();
  await expect(deaf).rejects.toMatchObject({ code: 'cancelled' });
  expect(await neighbour).toBe('rows');
});

it('fails the jobs of a worker that crashed with a sentence, and works on', async () => {
  let calls = 0;
  const { engine, spawned } = pool({ train: async () => (++calls === 1 ? new Promise(() => {}) : 'trained') });
  const lost = engine.train(training);
  await rest();
  spawned[0]!.crash('Out of memory');
  await expect(lost).rejects.toMatchObject({ code: 'limit', message: expect.stringContaining('ran out of memory') });
  expect(await engine.train(training)).toBe('trained');
});

it('asks a job to stop and takes what it has', async () => {
  const { engine } = pool({ train: async (_, call) => {
    while (!call.stopRequested()) await rest(5);
    return 'best so far';
  } });
  const stop = new AbortController();
  const run = engine.train(training, { stop: stop.signal });
  await rest();
  stop.abort();
  expect(await run).toBe('best so far');
});

it('moves whole buffers instead of copying them, and copies views of a part', async () => {
  const whole = new Float64Array(1000);
  const part = new Float64Array(1000).subarray(0, 10);
  const { engine } = pool({ rows: async () => ({ whole, part }) });
  const got = await engine.rows(rows) as unknown as { whole: Float64Array; part: Float64Array };
  expect([got.whole.length, got.part.length, whole.length, part.length]).toEqual([1000, 10, 0, 10]);
});

it('has at least two long workers and at most four', () => {
  expect([1, 2, 4, 64].map(longWorkers)).toEqual([2, 2, 3, 4]);
});
