import { createPool, longWorkers } from '../jobs/pool.ts';
import type { WorkerPort } from '../jobs/port.ts';
import { createAccess } from '../state/access.ts';
import { createApp } from '../state/create.ts';
import { createConnection, SCHEMA } from '../storage/database.ts';
import { createDocuments } from '../storage/documents.ts';
import { collectGarbage } from '../storage/garbage.ts';
import { createRecords } from '../storage/records.ts';
import { readPreferences, writePreferences } from './preferences.ts';
import { watchSent } from './sent.ts';

function spawn(): WorkerPort {
  const worker = new Worker(new URL('./engine.worker.ts', import.meta.url), { type: 'module', name: 'engine' });
  return {
    post: (message, transfer) => worker.postMessage(message, [...transfer]),
    listen: (listener) => worker.addEventListener('message', (event: MessageEvent<unknown>) => listener(event.data)),
    terminate: () => worker.terminate(),
    onCrash: (listener) => worker.addEventListener('error', (event) => listener(event.message ?? ''), { once: true }),
  };
}

/** Puts the app together: the only place that makes workers, opens storage and knows the page. */
export function wire(): ReturnType<typeof createApp> {
  const pool = createPool({ spawn, long: longWorkers(navigator.hardwareConcurrency) });
  const connect = createConnection('tablab', SCHEMA);
  const documents = createDocuments(connect, SCHEMA, { request: (name, run) => navigator.locks.request(name, run) });
  const records = createRecords(connect, () => Date.now());
  const channel = new BroadcastChannel('tablab');
  const access = createAccess(
    { request: (name, options, run) => navigator.locks.request(name, options, run) },
    { post: (message) => channel.postMessage(message), listen: (listener) => channel.addEventListener('message', (event: MessageEvent<unknown>) => listener(event.data)) },
    (ms) => new Promise((resolve) => { setTimeout(resolve, ms); }),
  );
  const app = createApp({
    engine: pool.engine,
    documents,
    access,
    forgetCheckpoint: (key) => records.remove('checkpoint', key),
    hasResult: (key) => records.has('result', key),
    preferences: { read: readPreferences, write: writePreferences },
    now: () => Date.now(),
    setTimer: (run, ms) => window.setTimeout(run, ms),
    clearTimer: (id) => window.clearTimeout(id),
    onHide(listener) {
      document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'hidden') listener(); });
      window.addEventListener('pagehide', listener);
    },
  });
  watchSent(app.setBytesSent);
  void app.ready.then(async () => {
    await navigator.storage.persist();
    if (app.document.getState().access === 'writer') await collectGarbage(connect, () => navigator.storage.getDirectory(), Date.now());
  }).catch((thrown: unknown) => app.actions.say({ tone: 'warning', text: thrown instanceof Error ? thrown.message : String(thrown) }));
  return app;
}
