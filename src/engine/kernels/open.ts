import type { Backend, BackendOptions } from './backend.ts';
import type { KernelSet } from './kernel.ts';
import { memoryOver, RESERVED } from './memory.ts';
import { startTeam } from './team.ts';
import { openWasm } from './wasm.ts';
import { watched } from './watch.ts';

/** The twins on plain memory. */
export function openTwins(bytes: number): Backend {
  const memory = memoryOver(new ArrayBuffer(Math.ceil((RESERVED + bytes) / 8) * 8));
  return {
    memory,
    kind: 'typescript',
    threads: 1,
    run(kernel, calls) {
      for (const call of calls) kernel(memory, ...call);
    },
    close: () => {},
  };
}

async function best(sets: readonly KernelSet[], options: BackendOptions): Promise<Backend> {
  const wasm = options.twins === true ? null : openWasm(sets, options.bytes);
  if (wasm === null) return openTwins(options.bytes);
  const threads = options.threads ?? null;
  const count = Math.min(threads?.count ?? 1, options.maxThreads ?? Infinity);
  if (threads === null || count <= 1) return wasm;
  return (await startTeam(wasm, threads, count)) ?? wasm;
}

/** The best backend there is for these kernels. Close it in a `finally`. */
export async function openBackend(sets: readonly KernelSet[], options: BackendOptions): Promise<Backend> {
  return watched(await best(sets, options), sets);
}

/** Whether WebAssembly runs these kernels here, and as their twins do. */
export async function kernelsCompile(set: KernelSet): Promise<boolean> {
  const backend = await best([set], { bytes: 64 });
  backend.close();
  return backend.kind === 'wasm';
}
