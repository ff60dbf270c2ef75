import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { processThreads } from '../../../cli/threads.ts';
import type { Matrix } from '../../../frame/matrix.ts';
import { quietContext } from '../../core/context.ts';
import type { TreeEnsemble } from '../ensemble.ts';
import { randomEnsemble, randomRows, randomShapes } from '../random-ensemble.test-data.ts';
import { leftShares } from './branches.ts';
import { pathEffects } from './path-effects.ts';

const threads = processThreads(4);

async function bits(e: TreeEnsemble, X: Matrix, pairs: boolean, twins: boolean, ctx = quietContext()): Promise<Float64Array[]> {
  const parts: Float64Array[] = [];
  const groupOf = Int32Array.from(e.columns, (_, j) => j);
  await pathEffects(e, X, { leftShare: leftShares(e, 'cover'), groupOf, groups: e.columns.length, pairs, twins }, ctx, (block) => {
    parts.push(block.effects.slice(), ...(block.pairs ? [block.pairs.slice()] : []));
  });
  return parts;
}

describe('the TreeSHAP kernel', () => {
  it('gives the bits of its twin', async () => {
    await fc.assert(fc.asyncProperty(randomShapes(12), fc.boolean(), async (shape, pairs) => {
      const e = randomEnsemble(shape);
      const X = randomRows(e, 7, shape.seed + 1);
      expect(await bits(e, X, pairs, false)).toEqual(await bits(e, X, pairs, true));
    }), { numRuns: 60 });
  });

  it('gives the same bits on four threads', async () => {
    const e = randomEnsemble({ seed: 8, trees: 5, depth: 8, columns: 9, categories: 5, outputs: 2, wide: false });
    const X = randomRows(e, 203, 1);
    expect(await bits(e, X, true, false, quietContext(0, { threads }))).toEqual(await bits(e, X, true, false));
  });

  it('hears cancel', async () => {
    const e = randomEnsemble({ seed: 8, trees: 5, depth: 8, columns: 9, categories: 5, outputs: 2, wide: false });
    const stop = new AbortController();
    const ctx = { ...quietContext(0, { signal: stop.signal }), progress: () => stop.abort() };
    await expect(bits(e, randomRows(e, 50_000, 1), true, false, ctx)).rejects.toMatchObject({ code: 'cancelled' });
  });
});
