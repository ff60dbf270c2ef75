import { FrameError } from './error.ts';
import { nextTask } from './next-task.ts';

/** What a long walk over a table may be given: a way to stop it and a way to hear how far it is. */
export interface Watch {
  readonly signal?: AbortSignal;
  readonly progress?: (progress: { readonly done: number; readonly total: number; readonly label?: string }) => void;
}

export const cancelled = (): FrameError => new FrameError('cancelled', 'Cancelled.');

/** Await what it returns in long loops: lets messages in every 30 ms and throws when cancelled. */
export function breather(watch: Watch): () => Promise<void> {
  let last = performance.now();
  return async () => {
    if (watch.signal?.aborted) throw cancelled();
    if (performance.now() - last < 30) return;
    await nextTask();
    last = performance.now();
    if (watch.signal?.aborted) throw cancelled();
  };
}
