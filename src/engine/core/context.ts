import { nextTask } from '../../frame/next-task.ts';
import type { Dataset } from './dataset.ts';
import { cancelled } from './errors.ts';
import type { Plain } from './plain.ts';
import { mulberry32 } from './random.ts';
import type { Threads } from './threads.ts';

/** Where neural nets run. `auto` measures and chooses. */
export type DeviceName = 'webgpu' | 'wasm' | 'webgl' | 'cpu';
export type DeviceChoice = 'auto' | DeviceName;

/** Saves enough to go on after the tab was closed. Saving never throws: a full disk must not stop a training. */
export interface CheckpointPort {
  load(): Promise<Plain>;
  save(state: Plain): Promise<void>;
}

/** Called as often as is cheap: `done` of `total`, and the measurements of this moment (`loss`, `valLoss`, …). */
export type ProgressFn = (done: number, total: number, metrics?: Readonly<Record<string, number>>) => void;

/** Everything an algorithm may ask of the outside world. */
export interface FitContext {
  readonly seed: number;
  /** Uniform numbers in [0, 1) from `seed`. */
  readonly random: () => number;
  readonly signal: AbortSignal;
  /** True once the person has asked to stop and keep the best so far. */
  readonly stopRequested: () => boolean;
  readonly progress: ProgressFn;
  /** Await it in long loops: lets messages in every few dozen milliseconds, throws when cancelled. */
  readonly breathe: () => Promise<void>;
  readonly checkpoint: CheckpointPort | null;
  readonly device: DeviceChoice;
  /** Helpers that share memory with this thread; `null` where there are none (a page that is not isolated, a test). */
  readonly threads: Threads | null;
  /** A file that the study keeps, by the hash of its content; `null` where it is not kept. Left out where there are no files. */
  readonly file?: (hash: string) => Promise<Uint8Array | null>;
  /** Rows held out for early stopping and validation curves, prepared as the training rows are. */
  readonly validation: Dataset | null;
  /** What the same algorithm learned before, to go on from (boosted trees add to it); left out, it starts anew. */
  readonly warmStart?: Plain;
  /** Says which device was used and why, or anything else the run's page should show. */
  readonly note: (key: string, value: Plain) => void;
}

/** Yields to the message loop when 30 ms have gone by since it last did. */
export function breather(signal: AbortSignal): () => Promise<void> {
  let last = performance.now();
  return async () => {
    if (signal.aborted) throw cancelled();
    if (performance.now() - last < 30) return;
    await nextTask();
    last = performance.now();
    if (signal.aborted) throw cancelled();
  };
}

/** A context for tests and for calls nobody watches; `overrides` replace any part. */
export function quietContext(seed = 0, overrides: Partial<FitContext> = {}): FitContext {
  const signal = overrides.signal ?? new AbortController().signal;
  return {
    seed,
    random: mulberry32(seed),
    signal,
    stopRequested: () => false,
    progress: () => {},
    breathe: breather(signal),
    checkpoint: null,
    device: 'cpu',
    threads: null,
    validation: null,
    note: () => {},
    ...overrides,
  };
}
