import { expect } from 'vitest';
import { processThreads } from '../../../cli/threads.ts';
import type { Backend } from '../backend.ts';
import type { Kernel } from '../kernel.ts';
import { neuralKernels } from '../neural.ts';
import { openBackend, openTwins } from '../open.ts';

/** Numbers of one normal-like spread that a seed tells. */
export function numbers(count: number, seed = 1): Float32Array {
  let state = seed >>> 0;
  const next = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32 - 0.5;
  };
  return Float32Array.from({ length: count }, () => next() + next() + next());
}

/** What a test does on a backend; the numbers it answers must be the same on all. */
export interface Bench {
  readonly backend: Backend;
  /** Where a copy of these numbers is. */
  put(values: ArrayLike<number>): number;
  /** Room for as many numbers, filled with rubbish. */
  room(count: number): number;
  get(at: number, count: number): Float32Array;
  /** Runs the kernel over 0 … `count` in about `parts` calls whose bounds are multiples of `unit`. */
  split(kernel: Kernel, count: number, unit: number, rest: readonly number[], parts?: number): void;
}

function benchOn(backend: Backend): Bench {
  const { memory } = backend;
  const room = (count: number): number => {
    const at = memory.alloc(count * 4);
    memory.f32.fill(12_345, at / 4, at / 4 + count);
    return at;
  };
  return {
    backend, room,
    put(values) {
      const at = room(values.length);
      memory.f32.set(values, at / 4);
      return at;
    },
    get: (at, count) => memory.f32.slice(at / 4, at / 4 + count),
    split(kernel, count, unit, rest, parts = 3) {
      const size = Math.max(unit, Math.ceil(count / parts / unit) * unit);
      const calls: number[][] = [];
      for (let from = 0; from < count; from += size) calls.push([from, Math.min(count, from + size), ...rest]);
      backend.run(kernel, calls);
    },
  };
}

/** Runs it on the twins, on WebAssembly and on three threads, and answers what the twins did after seeing that all agree in every bit. */
export async function everywhere(run: (bench: Bench) => readonly Float32Array[], bytes = 4_000_000): Promise<readonly Float32Array[]> {
  const results: (readonly Float32Array[])[] = [];
  for (const backend of [openTwins(bytes), await openBackend([neuralKernels], { bytes }), await openBackend([neuralKernels], { bytes, threads: processThreads(3) })]) {
    try {
      results.push(run(benchOn(backend)));
      expect(backend.kind).toBe(results.length === 1 ? 'typescript' : 'wasm');
    } finally {
      backend.close();
    }
  }
  for (const result of results.slice(1)) expect(result).toEqual(results[0]);
  return results[0]!;
}

/** Root mean square of the differences over that of the truth. */
export function distance(values: ArrayLike<number>, truth: ArrayLike<number>): number {
  let [off, size] = [0, 0];
  for (let i = 0; i < truth.length; i++) {
    off += (values[i]! - truth[i]!) ** 2;
    size += truth[i]! ** 2;
  }
  return Math.sqrt(off / (size === 0 ? 1 : size));
}

/** The gradient of Σ weight · of(x) by finite differences, in double precision. */
export function slopes(x: ArrayLike<number>, weight: ArrayLike<number>, of: (x: Float64Array) => ArrayLike<number>): Float64Array {
  const value = (at: Float64Array): number => Array.from(of(at)).reduce((sum, v, i) => sum + v * weight[i]!, 0);
  return Float64Array.from({ length: x.length }, (_, i) => {
    const [up, down] = [Float64Array.from(x), Float64Array.from(x)];
    up[i]! += 1e-5;
    down[i]! -= 1e-5;
    return (value(up) - value(down)) / 2e-5;
  });
}
