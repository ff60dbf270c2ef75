import type { Threads } from '../core/threads.ts';
import type { Backend } from '../kernels/backend.ts';
import type { KernelSet } from '../kernels/kernel.ts';
import { openBackend } from '../kernels/open.ts';

/** The same work on the twins, on WebAssembly, and on teams of 2 and 4 threads: what tests compare bit for bit. */
export async function onEveryBackend<T>(sets: readonly KernelSet[], bytes: number, threads: Threads, work: (backend: Backend) => T | Promise<T>): Promise<readonly T[]> {
  const results: T[] = [];
  for (const [twins, maxThreads] of [[true, 1], [false, 1], [false, 2], [false, 4]] as const) {
    const backend = await openBackend(sets, { bytes, twins, threads, maxThreads });
    if (backend.kind !== (twins ? 'typescript' : 'wasm') || backend.threads !== maxThreads) throw new Error(`Asked for ${maxThreads} threads, twins ${twins}; got ${backend.kind} with ${backend.threads}.`);
    try {
      results.push(await work(backend));
    } finally {
      backend.close();
    }
  }
  return results;
}
