import type { Backend } from './backend.ts';
import type { Kernel, KernelSet } from './kernel.ts';
import { memoryOver, RESERVED } from './memory.ts';

const PAGE = 65_536;
/** 4 GiB: what 32-bit addresses reach. */
const MAX_PAGES = 65_536;

type Export = (...args: number[]) => void;

/** A backend of one thread, and what helpers need to join it. */
export interface WasmBackend extends Backend {
  readonly modules: readonly WebAssembly.Module[];
  readonly shared: WebAssembly.Memory;
  /** The number of a kernel among the exports of all modules, in order; helpers count alike. */
  indexOf(kernel: Kernel): number;
}

const compiled = new Map<string, WebAssembly.Module | null>();

/** Compiled once a thread; `null` where the engine cannot (no SIMD, no threads, forbidden by a policy). */
function compile(base64: string): WebAssembly.Module | null {
  let module = compiled.get(base64);
  if (module === undefined) {
    try {
      module = new WebAssembly.Module(Uint8Array.from(atob(base64), (c) => c.charCodeAt(0)));
    } catch {
      module = null;
    }
    compiled.set(base64, module);
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
  return new WebAssembly.Memory({ initial: pages, maximum: MAX_PAGES, shared: true });
}

/** `null` where WebAssembly with SIMD on shared memory is not to be had. */
export function openWasm(sets: readonly KernelSet[], bytes: number): WasmBackend | null {
  const modules: WebAssembly.Module[] = [];
  for (const set of sets) {
    const module = compile(set.wasm);
    if (module === null) return null;
    modules.push(module);
  }
  let shared: WebAssembly.Memory;
  try {
    shared = takeMemory(bytes);
  } catch {
    return null;
  }
  const run = new Map<Kernel, { readonly index: number; readonly call: Export }>();
  let index = 0;
  modules.forEach((module, m) => {
    const { exports } = new WebAssembly.Instance(module, { env: { memory: shared } });
    for (const { name, kind } of WebAssembly.Module.exports(module)) {
      if (kind !== 'function') continue;
      const kernel = sets[m]!.kernels[name];
      if (kernel) run.set(kernel, { index, call: exports[name] as Export });
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
