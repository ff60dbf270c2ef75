import { createStore, type StoreApi } from 'zustand/vanilla';
import { errorRecord } from '../engine/core/errors.ts';
import type { Progress } from '../jobs/protocol.ts';
import { findMeta } from '../study/create.ts';
import type { Study } from '../study/schema.ts';
import type { Run, RunsState, SessionState } from './app.ts';
import type { Deps } from './deps.ts';
import { eta, grow } from './live.ts';
import { type Asked, readSidecar, type Sidecar } from './queue.ts';

/** Four times a second: as often as a person reads a number, and seldom enough to leave the page alone. */
const FLUSH_MS = 250;

interface Under {
  readonly asked: Asked;
  readonly cancel: AbortController;
  readonly stop: AbortController;
  readonly again: boolean;
  /** It found a checkpoint to go on from. */
  resumed: boolean;
  inbox: Progress[];
  first: { done: number; at: number } | null;
}

/** Where a training went on from, once that is known. */
function noteOf(u: Under, inbox: readonly Progress[]): string | null {
  const why = u.again ? ' after the tab was closed' : '';
  const working = inbox.find((p) => p.done > 0);
  if (!working) return null;
  if (!u.resumed) return u.again ? `Started again${why}.` : null;
  const epoch = inbox.find((p) => p.metrics?.['epoch'] !== undefined)?.metrics?.['epoch'];
  if (epoch !== undefined) return `Resumed at epoch ${epoch}${why}.`;
  const step = inbox.find((p) => p.metrics?.['step'] !== undefined)?.metrics?.['step'];
  const model = u.asked.study.models.find((m) => m.id === u.asked.modelId);
  if (step !== undefined) return `Resumed at ${findMeta(model?.type ?? '')?.step ?? 'iteration'} ${step}${why}.`;
  // The first whole epoch is yet to come.
  return working.metrics?.['batchLoss'] === undefined ? `Resumed${why}.` : null;
}

export interface Runs {
  readonly store: StoreApi<RunsState>;
  /** Starts what is not there yet or has failed; a model without a result is trained, one under way is left alone. */
  train(study: Study, modelIds: readonly string[]): void;
  cancel(key: string): void;
  stop(key: string): void;
  /** Shows the runs kept beside a study, and goes on with those that were under way where `resume`. */
  restore(studyId: string, resume: boolean): Promise<void>;
  /** Ends what is under way in this tab without forgetting that it was asked for. */
  suspend(): void;
}

interface RunsDeps extends Pick<Deps, 'engine' | 'documents' | 'now' | 'setTimer' | 'forgetCheckpoint' | 'hasResult'> {
  readonly session: StoreApi<SessionState>;
  readonly keyOf: (study: Study, modelId: string) => string;
  readonly fail: (thrown: unknown) => void;
  readonly mayWrite: () => boolean;
}

/** Trainings of the current study: queue, progress, results by key. What is asked for survives the tab. */
export function createRuns(deps: RunsDeps): Runs {
  const store = createStore<RunsState>(() => ({}));
  const under = new Map<string, Under>();
  let owner: string | null = null;
  let timer: number | null = null;
  let chain: Promise<void> = Promise.resolve();

  const update = (key: string, change: Partial<Run>): void => store.setState((runs) => {
    const run = runs[key];
    return run ? { [key]: { ...run, ...change } } : runs;
  });

  const keep = (): void => {
    const studyId = owner;
    if (studyId === null || !deps.mayWrite()) return;
    const side: Sidecar = {
      format: 'tablab/sidecar',
      asked: [...under.values()].map((u) => u.asked),
      summaries: Object.values(store.getState()).flatMap((run) => (run.summary ? [{ modelId: run.modelId, summary: run.summary }] : [])),
    };
    chain = chain.then(() => deps.documents.writeSidecar(studyId, side)).catch(deps.fail);
  };

  const flush = (): void => {
    timer = null;
    const changed: Record<string, Run> = {};
    for (const [key, u] of under) {
      const latest = u.inbox.at(-1);
      if (!latest) continue;
      const inbox = u.inbox;
      u.inbox = [];
      const run = store.getState()[key];
      if (!run) continue;
      // The pace is that of the work itself: getting ready, and what a checkpoint had done already, say nothing of it.
      if (u.first === null && latest.done > 0) u.first = { done: latest.done, at: deps.now() };
      if (inbox.some((p) => p.metrics?.['resumed'] === 1)) u.resumed = true;
      const note = run.note ?? noteOf(u, inbox);
      changed[key] = {
        ...run,
        progress: latest,
        activity: run.activity === 'queued' ? 'running' : run.activity,
        startedAt: run.startedAt ?? deps.now(),
        etaSeconds: u.first === null ? null : eta(u.first, latest, deps.now()),
        live: grow(run.live, inbox),
        note,
      };
    }
    // One change of the store, and so one drawing, however many trainings go on.
    if (Object.keys(changed).length > 0) store.setState(changed);
  };

  const begin = (asked: Asked, again: boolean): void => {
    const { key, modelId, study } = asked;
    const u: Under = { asked, cancel: new AbortController(), stop: new AbortController(), again, resumed: false, inbox: [], first: null };
    under.set(key, u);
    const known = store.getState()[key];
    store.setState({
      [key]: {
        key, modelId, modelType: study.models.find((m) => m.id === modelId)?.type ?? '',
        status: known?.status === 'ok' ? 'ok' : 'none', activity: 'queued', progress: null, startedAt: null, etaSeconds: null,
        live: [], summary: known?.summary ?? null, error: null, note: null,
      },
    });
    const idle = { activity: 'idle', progress: null, etaSeconds: null } as const;
    const done = (change: Partial<Run>): void => {
      if (under.get(key) !== u) return;
      flush();
      under.delete(key);
      update(key, change);
      keep();
    };
    deps.engine.train({ study, model: modelId, options: { device: deps.session.getState().device } }, {
      lane: 'long', signal: u.cancel.signal, stop: u.stop.signal,
      progress(p) {
        u.inbox.push(p);
        timer ??= deps.setTimer(flush, FLUSH_MS);
      },
    }).then(
      (summary) => {
        if (summary.device) deps.session.setState({ deviceUsed: summary.device });
        done({ ...idle, status: 'ok', summary, error: null });
      },
      (thrown: unknown) => {
        const error = errorRecord(thrown);
        if (error.code === 'cancelled') {
          // A run that is not under way here any more was suspended, and will go on from its checkpoint.
          if (under.get(key) === u) void deps.forgetCheckpoint(key).catch(deps.fail);
          done({ ...idle, note: 'Cancelled.' });
        } else {
          if (under.get(key) === u) deps.fail(thrown);
          done({ ...idle, status: 'failed', error });
        }
      },
    );
  };

  const suspend = (): void => {
    for (const u of under.values()) u.cancel.abort();
    for (const key of under.keys()) update(key, { activity: 'idle', progress: null, etaSeconds: null });
    under.clear();
  };

  return {
    store,
    suspend,
    train(study, modelIds) {
      owner = study.id;
      for (const modelId of modelIds) {
        const key = deps.keyOf(study, modelId);
        const run = store.getState()[key];
        if (under.has(key) || (run?.status === 'ok' && run.summary)) continue;
        begin({ key, modelId, study }, false);
      }
      keep();
    },
    cancel: (key) => under.get(key)?.cancel.abort(),
    stop(key) {
      const u = under.get(key);
      if (!u) return;
      // What has not begun has no best to keep.
      if (store.getState()[key]?.activity === 'queued') {
        u.cancel.abort();
        return;
      }
      update(key, { activity: 'stopping' });
      u.stop.abort();
    },
    async restore(studyId, resume) {
      if (owner !== studyId) {
        suspend();
        store.setState({}, true);
      }
      owner = studyId;
      const side = readSidecar(await deps.documents.readSidecar(studyId));
      // A line of the leaderboard whose result was cleared could be neither shown nor trained again.
      const kept = await Promise.all(side.summaries.map(({ summary }) => deps.hasResult(summary.key)));
      if (owner !== studyId) return;
      for (const [i, { modelId, summary }] of side.summaries.entries()) {
        if (!kept[i] || store.getState()[summary.key]) continue;
        store.setState({
          [summary.key]: { key: summary.key, modelId, modelType: summary.model.type, status: 'ok', activity: 'idle', progress: null, startedAt: null, etaSeconds: null, live: [], summary, error: null, note: null },
        });
      }
      if (resume) for (const asked of side.asked) if (!under.has(asked.key)) begin(asked, true);
    },
  };
}
