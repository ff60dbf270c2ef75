import type { Threads } from '../engine/core/threads.ts';
import { createThreads, type HelperMessage, type SpawnHelper } from '../engine/kernels/helper-pool.ts';

/** More helpers than this share memory bandwidth rather than work. */
const MOST = 16;

const spawn: SpawnHelper = (said, failed) => {
  const worker = new Worker(new URL('./helper.worker.ts', import.meta.url), { type: 'module', name: 'helper' });
  worker.addEventListener('message', (event: MessageEvent<HelperMessage>) => said(event.data));
  worker.addEventListener('error', (event) => failed(event.message ?? 'A helper thread could not be started.'));
  return { post: (start) => worker.postMessage(start), terminate: () => worker.terminate() };
};

/** Helper threads of an engine worker; `null` where the page is not isolated and memory cannot be shared. */
export const workerThreads = (): Threads | null => (self.crossOriginIsolated ? createThreads(Math.min(MOST, navigator.hardwareConcurrency), spawn) : null);
