import type { Threads } from '../core/threads.ts';
import type { Call, Kernel } from './kernel.ts';
import type { Memory } from './memory.ts';

/**
 * Runs kernels on one memory. `run` is fork and join, and synchronous: it executes the kernel once for every argument list, in any
 * order and on any thread, and returns when all are done. No call may write what another call of the same run reads or
 * writes, so that any number of threads, and the twins, give the same bits.
 */
export interface Backend {
  readonly memory: Memory;
  /** `typescript`: the twins, where WebAssembly with SIMD is missing; `wasm`: compiled. Both give the same bits. */
  readonly kind: 'typescript' | 'wasm';
  /** Threads that work at once, this one included. */
  readonly threads: number;
  run(kernel: Kernel, calls: readonly Call[]): void;
  /** Ends the helpers and gives the memory back; the backend and all views of its memory are not to be used any more. */
  close(): void;
}

export interface BackendOptions {
  /** Bytes that will be asked of the memory, each request rounded up to 64 (see `allocated`). */
  readonly bytes: number;
  /** Helper threads; `null` or left out: this thread alone. */
  readonly threads?: Threads | null;
  /** At most this many threads; `1` for work that is over before helpers would have started. */
  readonly maxThreads?: number;
  /** Forces the twins: for tests. */
  readonly twins?: boolean;
}
