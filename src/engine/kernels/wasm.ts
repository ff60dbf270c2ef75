import { StudioError } from '../core/errors.ts';
import type { Backend } from './backend.ts';
import type { Kernel, KernelSet } from './kernel.ts';
import { memoryOver, RESERVED } from './memory.ts';

const PAGE = 65_536;
/** 4 GiB: what 32-bit addresses reach. */
const MOST = 2 ** 32;

type Export = (...args: number[]) => void;

/** A backend of one thread, and what helpers need to join it. */
export interface WasmBackend extends Backend {
  readonly modules: readonly WebAssembly.Module[];
  readonly shared: WebAssembly.Memory;
  /** The number of a kernel among the exports of all modules, in order; helpers count alike. */
  indexOf(kernel: Kernel): number;
}

const compiled = new Map<KernelSet, WebAssembly.Module | null>();

const instanceOf = (module: WebAssembly.Module, memory: WebAssembly.Memory): Readonly<Record<string, Export>> =>
  new WebAssembly.Instance(module, { env: { memory } }).exports as Record<string, Export>;

/** Whether a module does what its twins do, on this engine and processor. */
function passes({ trial, kernels }: KernelSet, module: WebAssembly.Module): boolean {
  if (!trial) return true;
  const pages = Math.ceil((RESERVED + trial.bytes) / PAGE);
  const shared = new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
  const exports = instanceOf(module, shared);
  const names = new Map(Object.entries(kernels).map(([name, kernel]) => [kernel, name]));
  const ours = memoryOver(new ArrayBuffer(pages * PAGE));
  const theirs = memoryOver(shared.buffer);
  trial.run(ours, (kernel, ...args) => kernel(ours, ...args));
  trial.run(theirs, (kernel, ...args) => exports[names.get(kernel)!]!(...args));
  return ours.i32.every((word, i) => word === theirs.i32[i]);
}

/** Compiled and tried once a thread; `null` where the engine cannot (no SIMD, no threads, forbidden by a policy) or errs. */
function compile(set: KernelSet): WebAssembly.Module | null {
  let module = compiled.get(set);
  if (module === undefined) {
    try {
      module = new WebAssembly.Module(Uint8Array.from(atob(set.wasm), (c) => c.charCodeAt(0)));
      if (!passes(set, module)) module = null;
    } catch {
      module = null;
    }
    compiled.set(set, module);
  }
  return module;
}

/** Memory of a closed backend, kept for the next: a page that fits many small models would else wait for the garbage collector. */
let spare: WebAssembly.Memory | null = null;
const SPARE_LIMIT = 64 * 2 ** 20;

function takeMemory(bytes: number): WebAssembly.Memory {
  const pages = Math.ceil((RESERVED + bytes) / PAGE);
  const kept = spare;
  if (kept !== null && kept.buffer.byteLength >= pages * PAGE) {
    spare = null;
    return kept;
  }
  const gigabytes = `${((pages * PAGE) / 1e9).toFixed(1)} GB`;
  if (pages * PAGE > MOST) throw new StudioError('limit', `This would need ${gigabytes} of memory at once, and a tab can give 4.3 GB. Train on fewer rows or columns.`);
  try {
    return new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
  } catch (thrown) {
    if (!(thrown instanceof RangeError)) throw thrown;
    throw new StudioError('limit', `This needs ${gigabytes} of memory at once, and there is not as much left. Close other tabs, or train on fewer rows or columns.`);
  }
}

/** `null` where WebAssembly with SIMD on shared memory is not to be had, or errs. Throws StudioError('limit') where memory is short. */
export function openWasm(sets: readonly KernelSet[], bytes: number): WasmBackend | null {
  const modules: WebAssembly.Module[] = [];
  for (const set of sets) {
    const module = compile(set);
    if (module === null) return null;
    modules.push(module);
  }
  const shared = takeMemory(bytes);
  const run = new Map<Kernel, { readonly index: number; readonly call: Export }>();
  let index = 0;
  modules.forEach((module, m) => {
    const exports = instanceOf(module, shared);
    for (const { name, kind } of WebAssembly.Module.exports(module)) {
      if (kind !== 'function') continue;
      const kernel = sets[m]!.kernels[name];
      if (kernel) run.set(kernel, { index, call: exports[name]! });
      index++;
    }
  });
  const entry = (kernel: Kernel): { readonly index: number; readonly call: Export } => {
    const found = run.get(kernel);
    if (!found) throw new TypeError(`Kernel ${kernel.name} is in none of the sets this backend was opened with.`);
    return found;
  };
  return {
    memory: memoryOver(shared.buffer),
    kind: 'wasm',
    threads: 1,
    modules,
    shared,
    indexOf: (kernel) => entry(kernel).index,
    run(kernel, calls) {
      const { call } = entry(kernel);
      for (const args of calls) call(...args);
    },
    close() {
      if (shared.buffer.byteLength <= SPARE_LIMIT) spare = shared;
    },
  };
}
