import { describe, expect, it } from 'vitest';
import { memoryOver, RESERVED } from './memory.ts';
import { neuralKernels } from './neural.ts';
import { openWasm } from './wasm.ts';

describe('kernels of neural nets', () => {
  it('do what their twins do, bit for bit', () => {
    const trial = neuralKernels.trial!;
    const wasm = openWasm([{ ...neuralKernels, trial: { bytes: trial.bytes, run: () => {} } }], trial.bytes)!;
    const twins = memoryOver(new ArrayBuffer(RESERVED + trial.bytes));
    wasm.memory.u8.fill(0);
    const used = new Set<unknown>();
    trial.run(twins, (kernel, ...args) => kernel(twins, ...args));
    trial.run(wasm.memory, (kernel, ...args) => {
      wasm.run(kernel, [args]);
      used.add(kernel);
    });
    const wrong = Array.from({ length: trial.bytes / 4 }, (_, i) => RESERVED / 4 + i).filter((at) => twins.i32[at] !== wasm.memory.i32[at]);
    expect(wrong.map((at) => [at * 4, twins.f32[at], wasm.memory.f32[at]])).toEqual([]);
    expect(used.size).toBeGreaterThan(25);
  });
});
