import { expect, it, vi } from 'vitest';
import { processThreads } from '../../cli/threads.ts';
import type { Kernel, KernelSet } from './kernel.ts';
import { memoryOver } from './memory.ts';
import { openBackend } from './open.ts';
import { treeKernels } from './trees.ts';
import { countUp } from './twins/histogram.ts';

it('memory is handed out by lines, given back in one go, and says when it is full', () => {
  const memory = memoryOver(new ArrayBuffer(65_536 + 256));
  const first = memory.alloc(1);
  expect(first % 64).toBe(0);
  expect(memory.alloc(65)).toBe(first + 64);
  const mark = memory.mark();
  expect(memory.alloc(64)).toBe(first + 192);
  expect(() => memory.alloc(1)).toThrow(/is full/);
  memory.release(mark);
  expect(memory.alloc(64)).toBe(first + 192);
});

it('a module that does not do what its twins do is not used', async () => {
  const { trial } = treeKernels;
  const wrong: Kernel = (memory, ...args) => {
    treeKernels.kernels['leafSums']!(memory, ...args);
    memory.f64[args[5]! / 8]! += 1;
  };
  const set: KernelSet = {
    ...treeKernels, kernels: { ...treeKernels.kernels, leafSums: wrong },
    trial: { ...trial!, run: (memory, call) => trial!.run(memory, (kernel, ...args) => call(kernel === treeKernels.kernels['leafSums'] ? wrong : kernel, ...args)) },
  };
  expect((await openBackend([set], { bytes: 64 })).kind).toBe('typescript');
  expect((await openBackend([treeKernels], { bytes: 64 })).kind).toBe('wasm');
});

it('a job of very many calls is done once each by any team, many times over', async () => {
  const backend = await openBackend([treeKernels], { bytes: 400_000, threads: processThreads(3) });
  expect(backend.threads).toBe(3);
  try {
    const at = backend.memory.alloc(400_000);
    for (let round = 0; round < 30; round++) {
      backend.memory.u8.fill(0, at, at + 400_000);
      backend.run(countUp, Array.from({ length: 5000 }, (_, k) => [at, k * 20, k * 20 + 20]));
      expect(backend.memory.i32.subarray(at / 4, at / 4 + 100_000).every((v, i) => v === i)).toBe(true);
    }
  } finally {
    backend.close();
  }
});

it('helpers that cannot be had are done without, and those of a closed team join the next', async () => {
  const threads = { count: 4, start: vi.fn(() => Promise.reject(new Error('no workers here'))) };
  const alone = await openBackend([treeKernels], { bytes: 64, threads });
  expect(threads.start).toHaveBeenCalledOnce();
  expect(alone).toMatchObject({ kind: 'wasm', threads: 1 });
  const pool = processThreads(2);
  for (let k = 0; k < 3; k++) (await openBackend([treeKernels], { bytes: 64, threads: pool })).close();
});

it('more memory than a tab has is refused with what to do', async () => {
  await expect(openBackend([treeKernels], { bytes: 5e9 })).rejects.toMatchObject({ code: 'limit', message: expect.stringContaining('5.0 GB') });
});
