import { cancelled, type ErrorRecord, errorRecord, StudioError } from '../engine/core/errors.ts';
import type { Port } from './port.ts';
import type { Call, CallOptions, EngineApi, FromWorker, Method, Progress, Request, Response, ToWorker } from './protocol.ts';
import { transferables } from './transfer.ts';

export interface ServeOptions {
  /** Methods whose answers stay in use here after they are sent: copied, never moved. */
  readonly copied?: readonly Method[];
}

/** An allocation that failed is a limit of the machine, not a defect of ours. */
function recordOf(thrown: unknown): ErrorRecord {
  if (thrown instanceof RangeError && /allocat|array buffer|typed array length|string length|memory/i.test(thrown.message)) {
    return { code: 'limit', message: 'There was not enough memory for this. Close other tabs, use fewer rows (read every k-th row in Data) or a smaller model, and try again.', at: {} };
  }
  return errorRecord(thrown);
}

const PROGRESS_MS = 100;

/** Progress ten times a second is enough to watch; what carries measurements is a point of a curve and always goes through. */
function paced(send: (progress: Progress) => void): (progress: Progress) => void {
  let last = Number.NEGATIVE_INFINITY;
  let label: string | undefined;
  return (progress) => {
    const now = performance.now();
    if (progress.metrics === undefined && progress.label === label && now - last < PROGRESS_MS) return;
    last = now;
    label = progress.label;
    send(progress);
  };
}

/** Answers the calls that come through `port`: every call ends in exactly one `done` or `failed`. */
export function serve(api: EngineApi, port: Port, options: ServeOptions = {}): void {
  const running = new Map<number, { readonly cancel: AbortController; stop: boolean }>();
  const send = (message: FromWorker, transfer: readonly Transferable[] = []): void => port.post(message, transfer);

  const start = async (id: number, method: Method, req: unknown): Promise<void> => {
    const job = { cancel: new AbortController(), stop: false };
    running.set(id, job);
    const call: Call = {
      signal: job.cancel.signal,
      progress: paced((progress) => send({ id, is: 'progress', progress })),
      stopRequested: () => job.stop,
    };
    try {
      const run = Object.hasOwn(api, method) ? (api[method] as (req: unknown, call: Call) => Promise<unknown>) : null;
      if (run === null) throw new StudioError('internal', `There is no job "${method}".`);
      const value = await run(req, call);
      if (job.cancel.signal.aborted) throw cancelled();
      send({ id, is: 'done', value }, options.copied?.includes(method) ? [] : transferables(value));
    } catch (thrown) {
      send({ id, is: 'failed', error: recordOf(thrown) });
    } finally {
      running.delete(id);
    }
  };

  port.listen((data) => {
    const message = data as ToWorker;
    if (message.do === 'call') void start(message.id, message.method, message.req);
    else if (message.do === 'cancel') running.get(message.id)?.cancel.abort();
    else {
      const job = running.get(message.id);
      if (job) job.stop = true;
    }
  });
}

export const thrownOf = (error: ErrorRecord): StudioError => new StudioError(error.code, error.message, error.at);

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
  readonly progress: ((p: Progress) => void) | undefined;
}

/** The calling end of a channel. */
export interface Caller {
  call<M extends Method>(method: M, req: Request<M>, options?: CallOptions): Promise<Response<M>>;
  /** Rejects every call under way. */
  fail(error: ErrorRecord): void;
}

/** Calls what is served at the other end of `port`. Rejects with StudioError; a cancelled call rejects when the other end says so. */
export function connect(port: Port): Caller {
  let next = 0;
  const waiting = new Map<number, Waiting>();
  const send = (message: ToWorker): void => port.post(message, []);

  port.listen((data) => {
    const message = data as FromWorker;
    const call = waiting.get(message.id);
    if (!call) return;
    if (message.is === 'progress') {
      call.progress?.(message.progress);
      return;
    }
    waiting.delete(message.id);
    if (message.is === 'done') call.resolve(message.value);
    else call.reject(thrownOf(message.error));
  });

  return {
    call: <M extends Method>(method: M, req: Request<M>, options: CallOptions = {}) => new Promise<Response<M>>((resolve, reject) => {
      if (options.signal?.aborted) {
        reject(cancelled());
        return;
      }
      const id = next++;
      const { signal, stop } = options;
      const onCancel = (): void => send({ id, do: 'cancel' });
      const onStop = (): void => send({ id, do: 'stop' });
      const settle = <T>(then: (value: T) => void) => (value: T): void => {
        signal?.removeEventListener('abort', onCancel);
        stop?.removeEventListener('abort', onStop);
        then(value);
      };
      waiting.set(id, { resolve: settle(resolve as (value: unknown) => void), reject: settle(reject), progress: options.progress });
      signal?.addEventListener('abort', onCancel);
      stop?.addEventListener('abort', onStop);
      send({ id, do: 'call', method, req });
      if (stop?.aborted) onStop();
    }),
    fail(error) {
      const calls = [...waiting.values()];
      waiting.clear();
      for (const call of calls) call.reject(thrownOf(error));
    },
  };
}
