import type { CheckpointPort, DeviceChoice, FitContext } from '../engine/core/context.ts';
import { breather } from '../engine/core/context.ts';
import type { Threads } from '../engine/core/threads.ts';
import type { Plain } from '../engine/core/plain.ts';
import { mulberry32 } from '../engine/core/random.ts';
import { thinOut } from './curve.ts';
import type { HistoryPoint, RunResult } from './results.ts';
import type { StepCache } from './step-cache.ts';

/** Where a run's progress goes, and what may end it early. */
export interface RunContext {
  readonly signal: AbortSignal;
  readonly stopRequested: () => boolean;
  readonly progress: (p: { readonly done: number; readonly total: number; readonly metrics?: Readonly<Record<string, number>>; readonly label?: string }) => void;
  readonly checkpoint: CheckpointPort | null;
  readonly device: DeviceChoice;
  readonly threads?: Threads | null;
  /** Files that the study keeps, by the hash of their content. */
  readonly file?: FitContext['file'];
  /** A result that is kept, by its key: what a continued training goes on from. Left out, or where it is not kept, that is trained again. */
  readonly earlier?: (key: string) => Promise<RunResult | null>;
  /** Steps fitted before, to be shared by the models of a study; left out, every run fits its own. */
  readonly steps?: StepCache;
}

export function quietRun(overrides: Partial<RunContext> = {}): RunContext {
  return { signal: new AbortController().signal, stopRequested: () => false, progress: () => {}, checkpoint: null, device: 'auto', ...overrides };
}

const MAX_POINTS = 5000;

/** The context of one fit among several: gathers its curve and notes, and reports its share of the whole. */
export interface FitRecord {
  readonly context: FitContext;
  readonly history: HistoryPoint[];
  readonly notes: Map<string, Plain>;
}

export function fitContext(run: RunContext, seed: number, fit: number, fits: number, label: string, checkpoint: CheckpointPort | null, history: HistoryPoint[]): FitRecord {
  const notes = new Map<string, Plain>();
  const context: FitContext = {
    seed,
    random: mulberry32(seed),
    signal: run.signal,
    stopRequested: run.stopRequested,
    breathe: breather(run.signal),
    checkpoint,
    device: run.device,
    threads: run.threads ?? null,
    ...(run.file ? { file: run.file } : {}),
    validation: null,
    note: (key, value) => {
      // Warnings add up; anything else is said once.
      notes.set(key, key === 'warning' ? [...((notes.get(key) ?? []) as readonly Plain[]), value] : value);
    },
    progress: (done, total, metrics) => {
      if (metrics && 'loss' in metrics && history.at(-1)?.step !== done) {
        // Going on from an earlier step: what came after it was not kept.
        while (history.length > 0 && history.at(-1)!.step > done) history.pop();
        if (history.length >= MAX_POINTS) thinOut(history);
        history.push({ step: done, metrics });
      }
      run.progress({ done: fit + (total > 0 ? Math.min(1, done / total) : 0), total: fits, label, ...(metrics ? { metrics: { ...metrics, ...('loss' in metrics ? { step: done } : {}), fold: fit } } : {}) });
    },
  };
  return { context, history, notes };
}
