import fc from 'fast-check';
import { expect, it } from 'vitest';
import { processThreads } from '../../../cli/threads.ts';
import type { Matrix } from '../../../frame/matrix.ts';
import { onEveryBackend } from '../../checks/every-backend.ts';
import { quietContext } from '../../core/context.ts';
import { mulberry32 } from '../../core/random.ts';
import { treeKernels } from '../../kernels/trees.ts';
import type { TreeEnsemble } from '../ensemble.ts';
import { rawOutputs } from '../predict.ts';
import { randomEnsemble, randomShapes } from '../random-ensemble.test-data.ts';
import { predictionMemory, rawOutputsIn } from './by-kernel.ts';
import { fitsLanes } from './pack-lanes.ts';

const threads = processThreads(4);

/** Cells on and beside thresholds, which are eighths; some missing, some categories unknown. */
function cells(e: TreeEnsemble, rows: number, seed: number, missing: number): Matrix {
  const random = mulberry32(seed);
  const p = e.columns.length;
  const values = Float64Array.from({ length: rows * p }, (_, k) => {
    if (random() < missing) return Number.NaN;
    const names = e.categories[k % p]?.length ?? 0;
    return names > 0 ? Math.floor(random() * (names + 2)) : Math.floor(random() * 10) / 8 + (random() - 0.5) * (random() < 0.5 ? 0 : 1e-8);
  });
  return { rows, columns: e.columns, values };
}

it('predicts the bits of the plain way, on twins, WebAssembly and any number of threads', async () => {
  await fc.assert(fc.asyncProperty(randomShapes(6), fc.integer({ min: 1, max: 300 }), fc.nat(), fc.constantFrom(0, 0.2), fc.boolean(), fc.boolean(), async (shape, rows, seed, missing, float32, mean) => {
    const e: TreeEnsemble = { ...randomEnsemble(shape), float32, combine: mean ? 'mean' : 'sum' };
    const X = cells(e, rows, seed, missing);
    const expected = rawOutputs(e, X);
    for (const form of fitsLanes(e) ? (['lanes', 'walk'] as const) : (['walk'] as const)) {
      for (const raw of await onEveryBackend([treeKernels], predictionMemory(e, 4, form), threads, (backend) => rawOutputsIn(backend, e, X, quietContext(), form))) expect(raw).toEqual(expected);
    }
  }), { numRuns: 60 });
});

it('thresholds that are no singles divide singles as doubles do', async () => {
  const e: TreeEnsemble = { ...randomEnsemble({ seed: 3, trees: 1, depth: 1, columns: 1, categories: 0, outputs: 1, wide: false }), float32: true };
  const at = [0.1, -0.1, 1 / 3, 1e-50, -1e-50, 0];
  for (const threshold of at) {
    const one = { ...e, threshold: e.threshold.map(() => threshold) };
    const X: Matrix = { rows: 48, columns: e.columns, values: Float64Array.from({ length: 48 }, (_, i) => at[i % 6]! * (i % 12 < 6 ? 1 : 1 + 1e-9)) };
    for (const raw of await onEveryBackend([treeKernels], predictionMemory(one, 4), threads, (backend) => rawOutputsIn(backend, one, X, quietContext()))) expect(raw).toEqual(rawOutputs(one, X));
  }
});
