import type { Threads } from '../core/threads.ts';
import type { Backend } from './backend.ts';
import { RESERVED } from './memory.ts';
import type { WasmBackend } from './wasm.ts';

/**
 * The command block at the bottom of the memory: where its 32-bit words are, each counter on a cache line of its own. A job is
 * written (kernel, length of a call, calls), then `left` is set to the number of calls: whoever lowers it by one owns that call. A
 * job is over when `done` says as many; only then is the block written again, so that a late helper can never take a call twice.
 */
export const BLOCK = {
  job: 0, left: 16, done: 32, sleeping: 48, stop: 64, failed: 80, kernel: 96, length: 97, calls: 128,
  /** Looks at a counter this often (some 100 µs) before sleeping. */
  spins: 20_000,
} as const;
const MAX_WORDS = RESERVED / 4 - BLOCK.calls;

/**
 * What a helper thread does until the team is closed. It uses nothing from outside itself, because the command line prints it into
 * the source of a thread (cli/threads.ts).
 */
export function help(modules: readonly WebAssembly.Module[], memory: WebAssembly.Memory, at: typeof BLOCK): void {
  const words = new Int32Array(memory.buffer);
  const kernels: ((...args: number[]) => void)[] = [];
  for (const module of modules) {
    const instance = new WebAssembly.Instance(module, { env: { memory } });
    for (const { name, kind } of WebAssembly.Module.exports(module)) if (kind === 'function') kernels.push(instance.exports[name] as (...args: number[]) => void);
  }
  for (;;) {
    const seen = Atomics.load(words, at.job);
    for (let r = Atomics.load(words, at.left); r > 0; r = Atomics.load(words, at.left)) {
      if (Atomics.compareExchange(words, at.left, r, r - 1) !== r) continue;
      const from = at.calls + (r - 1) * words[at.length]!;
      try {
        kernels[words[at.kernel]!]!(...words.subarray(from, from + words[at.length]!));
      } catch {
        Atomics.store(words, at.failed, 1);
      }
      Atomics.add(words, at.done, 1);
      Atomics.notify(words, at.done);
    }
    if (Atomics.load(words, at.stop) !== 0) return;
    let spins: number = at.spins;
    while (spins > 0 && Atomics.load(words, at.job) === seen) spins--;
    if (spins > 0) continue;
    Atomics.add(words, at.sleeping, 1);
    Atomics.wait(words, at.job, seen);
    Atomics.sub(words, at.sleeping, 1);
  }
}

/** The backend with `count` − 1 helpers; `null` where they cannot be had. */
export async function startTeam(lead: WasmBackend, threads: Threads, count: number): Promise<Backend | null> {
  const words = lead.memory.i32;
  words.fill(0, 0, BLOCK.calls);
  const helpers = await threads.start(lead.modules, lead.shared, count - 1).catch(() => null);
  if (helpers === null) return null;
  let open = true;

  /** One job whose calls fit the block. */
  const job = (kernel: Parameters<Backend['run']>[0], calls: Parameters<Backend['run']>[1]): void => {
    const length = calls[0]!.length;
    calls.forEach((call, i) => words.set(call as number[], BLOCK.calls + i * length));
    words[BLOCK.kernel] = lead.indexOf(kernel);
    words[BLOCK.length] = length;
    Atomics.store(words, BLOCK.done, 0);
    Atomics.store(words, BLOCK.left, calls.length);
    Atomics.add(words, BLOCK.job, 1);
    if (Atomics.load(words, BLOCK.sleeping) > 0) Atomics.notify(words, BLOCK.job);
    for (let r = calls.length; r > 0; r = Atomics.load(words, BLOCK.left)) {
      if (Atomics.compareExchange(words, BLOCK.left, r, r - 1) !== r) continue;
      lead.run(kernel, [calls[r - 1]!]);
      Atomics.add(words, BLOCK.done, 1);
    }
    let spins: number = BLOCK.spins;
    for (let done = Atomics.load(words, BLOCK.done); done < calls.length; done = Atomics.load(words, BLOCK.done)) {
      if (--spins < 0) Atomics.wait(words, BLOCK.done, done, 1);
    }
    if (words[BLOCK.failed] !== 0) throw new Error(`Kernel ${kernel.name} failed on a helper thread.`);
  };

  return {
    memory: lead.memory,
    kind: 'wasm',
    threads: count,
    run(kernel, calls) {
      if (calls.length <= 1) return lead.run(kernel, calls);
      const most = Math.floor(MAX_WORDS / calls[0]!.length);
      for (let i = 0; i < calls.length; i += most) job(kernel, calls.length <= most ? calls : calls.slice(i, i + most));
    },
    close() {
      if (!open) return;
      open = false;
      Atomics.store(words, BLOCK.stop, 1);
      Atomics.add(words, BLOCK.job, 1);
      Atomics.notify(words, BLOCK.job);
      // Helpers may still look at the memory: it is not kept for the next backend.
      helpers.close();
    },
  };
}
