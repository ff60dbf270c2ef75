import { cancelled, type ErrorRecord } from '../engine/core/errors.ts';
import { type Lane, lanes, priority } from './lanes.ts';
import type { WorkerPort } from './port.ts';
import type { CallOptions, EngineClient, Method, Progress } from './protocol.ts';
import { type Caller, connect } from './rpc.ts';

export interface PoolOptions {
  /** Makes a worker that serves the engine. Called when one is first needed, and again after one died. */
  readonly spawn: () => WorkerPort;
  /** Workers of the long lane; the quick lane has one of its own. With two or more, one is kept free of trainings. */
  readonly long: number;
  /** How long a cancelled job may take to end by itself before its worker is ended; milliseconds. */
  readonly patience?: number;
}

export interface Pool {
  readonly engine: EngineClient;
  /** Ends all workers; calls under way fail. */
  close(): void;
}

interface Job {
  readonly method: Method;
  readonly req: unknown;
  readonly options: CallOptions;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
  settled: boolean;
  /** Counts its starts: a job cut short by another job's end starts again, and what its first worker still says is not its answer. */
  attempt: number;
}

interface Slot {
  readonly lane: Lane;
  worker: { readonly port: WorkerPort; readonly caller: Caller } | null;
  readonly jobs: Set<Job>;
}

function crashRecord(why: string): ErrorRecord {
  if (/memory|allocation/i.test(why)) {
    return { code: 'limit', message: 'The worker ran out of memory and was started again. Use fewer rows (read every k-th row in Data) or a smaller model, or close other tabs, and try again.', at: {} };
  }
  return { code: 'internal', message: `The worker doing this stopped unexpectedly and was started again${why === '' ? '' : ` (${why})`}. Try again; if it happens again, the study file helps to find out why.`, at: {} };
}

/**
 * Runs the engine on workers in two lanes: 'quick' calls share one worker and never wait for long jobs; 'long' jobs wait
 * in a queue, those a person waits for first, and get a worker to themselves.
 */
export function createPool({ spawn, long, patience = 1000 }: PoolOptions): Pool {
  const slot = (lane: Lane): Slot => ({ lane, worker: null, jobs: new Set() });
  const quick = slot('quick');
  const longs = Array.from({ length: Math.max(1, long) }, () => slot('long'));
  const trainers = Math.max(1, longs.length - 1);
  const queue: Job[] = [];

  const workerOf = (at: Slot): Caller => {
    if (at.worker) return at.worker.caller;
    const port = spawn();
    const caller = connect(port);
    at.worker = { port, caller };
    port.onCrash((why) => {
      if (at.worker?.port !== port) return;
      end(at);
      caller.fail(crashRecord(why));
    });
    return caller;
  };

  const end = (at: Slot): void => {
    at.worker?.port.terminate();
    at.worker = null;
  };

  const finish = (at: Slot, job: Job, then: () => void): void => {
    at.jobs.delete(job);
    if (!job.settled) {
      job.settled = true;
      then();
    }
    dispatch();
  };

  /** A job that does not let go is ended with its worker; its neighbours on the quick worker start again on a new one. */
  const force = (at: Slot, job: Job): void => {
    if (job.settled) return;
    const neighbours = [...at.jobs].filter((j) => j !== job);
    at.jobs.clear();
    end(at);
    job.attempt++;
    for (const j of neighbours) start(at, j);
    finish(at, job, () => job.reject(cancelled()));
  };

  const start = (at: Slot, job: Job): void => {
    at.jobs.add(job);
    const caller = workerOf(at);
    const { signal } = job.options;
    const onAbort = (): void => void setTimeout(() => force(at, job), patience);
    signal?.addEventListener('abort', onAbort, { once: true });
    const attempt = ++job.attempt;
    const ended = <T>(then: (value: T) => void) => (value: T): void => {
      signal?.removeEventListener('abort', onAbort);
      if (job.attempt === attempt) finish(at, job, () => then(value));
    };
    caller.call(job.method, job.req as never, job.options).then(ended(job.resolve), ended(job.reject));
  };

  const dispatch = (): void => {
    for (const at of longs) {
      if (queue.length === 0) return;
      if (at.jobs.size > 0) continue;
      const training = longs.filter((s) => [...s.jobs].some((j) => j.method === 'train')).length;
      let best = -1;
      queue.forEach((job, i) => {
        if (job.method === 'train' && training >= trainers) return;
        if (best < 0 || priority(job.method) > priority(queue[best]!.method)) best = i;
      });
      if (best < 0) return;
      const [job] = queue.splice(best, 1);
      job!.options.progress?.(STARTING);
      start(at, job!);
    }
  };

  const call = (method: Method) => (req: unknown, options: CallOptions = {}): Promise<unknown> => new Promise((resolve, reject) => {
    if (options.signal?.aborted) {
      reject(cancelled());
      return;
    }
    const job: Job = { method, req, options, resolve, reject, settled: false, attempt: 0 };
    if ((options.lane ?? lanes[method]) === 'quick') {
      start(quick, job);
      return;
    }
    queue.push(job);
    options.signal?.addEventListener('abort', () => {
      const i = queue.indexOf(job);
      if (i < 0) return;
      queue.splice(i, 1);
      job.settled = true;
      reject(cancelled());
    }, { once: true });
    dispatch();
  });

  const engine = Object.fromEntries((Object.keys(lanes) as Method[]).map((method) => [method, call(method)])) as unknown as EngineClient;
  return {
    engine,
    close() {
      queue.splice(0).forEach((job) => job.reject(cancelled()));
      for (const at of [quick, ...longs]) {
        const caller = at.worker?.caller;
        end(at);
        caller?.fail({ code: 'cancelled', message: 'Cancelled.', at: {} });
      }
    },
  };
}

/** Says that a queued job has got its worker. */
const STARTING: Progress = { done: 0, total: 1, label: 'Starting' };

/** Workers for long jobs on a machine of so many cores: at least two, so that a training never keeps an export waiting. */
export const longWorkers = (cores: number): number => Math.max(2, Math.min(cores - 1, 4));
