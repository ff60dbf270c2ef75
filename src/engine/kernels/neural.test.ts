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
    let calls = 0;
    const name = (of: unknown): string => Object.entries(neuralKernels.kernels).find(([, k]) => k === of)![0];
    const log: string[] = [];
    trial.run(twins, (kernel, ...args) => kernel(twins, ...args));
    const wrong: string[] = [];
    trial.run(wasm.memory, (kernel, ...args) => {
      wasm.run(kernel, [args]);
      log.push(`${name(kernel)}(${args.join(', ')})`);
      calls++;
    });
    const used = new Set(log.map((l) => l.split('(')[0]));
    for (let i = 0; i < trial.bytes / 4; i++) {
      const at = RESERVED / 4 + i;
      if (twins.i32[at] !== wasm.memory.i32[at]) wrong.push(`${at * 4}: ${twins.f32[at]} and ${wasm.memory.f32[at]}`);
    }
    expect(wrong.slice(0, 5), log.filter((l) => wrong.length > 0 && l.includes(String(wrong[0]!.split(':')[0]))).join('\n')).toEqual([]);
    expect(used).toContain('gemm');
    expect(calls).toBeGreaterThan(used.size);
  });
});
