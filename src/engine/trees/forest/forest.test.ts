import { describe, expect, it } from 'vitest';
import { matrix } from '../../../frame/matrix.ts';
import { type FitContext, quietContext } from '../../core/context.ts';
import { type ParamsOf, resolveParams } from '../../core/params.ts';
import type { Plain } from '../../core/plain.ts';
import { mulberry32, normal } from '../../core/random.ts';
import { CLASS_CRITERIA } from '../../tree/criteria.ts';
import type { TreeTask } from '../../tree/grow-one.ts';
import { impurityImportance } from '../impurity-importance.ts';
import { maxFeaturesParams } from '../max-features.ts';
import { leafOf, treeCount } from '../predict.ts';
import { drawBag, drawingOf } from './bag.ts';
import { fitForest, type ForestState } from './forest.ts';
import { forestParams } from './params.ts';
import { choice } from '../../core/params.ts';

const schema = { criterion: choice('gini', CLASS_CRITERIA, { help: '' }), ...maxFeaturesParams('sqrt'), ...forestParams(true), classWeight: choice('none', ['none', 'balanced', 'balanced_subsample'], { help: '' }) };
const params = (given: object): ParamsOf<typeof schema> => resolveParams(schema, { nEstimators: 24, ...given }, 'test');

function toys(rows: number): TreeTask {
  const next = normal(mulberry32(3));
  const X = matrix(['a', 'b', 'c'], Float64Array.from({ length: rows * 3 }, next));
  const y = Float64Array.from({ length: rows }, (_, i) => (X.values[i * 3]! + 0.5 * X.values[i * 3 + 1]! + 0.5 * next() > 0 ? 1 : 0));
  return { X, y, weight: null, classes: 2, algorithm: 'test' };
}
const task = toys(150);
const grow = (given: object, ctx: FitContext = quietContext(5)): Promise<ForestState> => fitForest(task, ['no', 'yes'], params(given), 'best', ctx);

describe('a forest', () => {
  it('goes on from fewer trees to the same trees', async () => {
    const few = await grow({ nEstimators: 9 });
    expect(await grow({}, quietContext(5, { warmStart: few as unknown as Plain }))).toEqual(await grow({}));
    await expect(grow({ nEstimators: 5 }, quietContext(5, { warmStart: few as unknown as Plain }))).rejects.toThrow('has 9 trees already');
  });

  it('stopped, keeps the trees grown; resumed from its checkpoint, is the same forest', async () => {
    let saved: Plain = null;
    let done = 0;
    const checkpoint = { load: async () => saved, save: async (state: Plain) => { saved = structuredClone(state); } };
    const stopped = await grow({}, quietContext(5, { checkpoint, progress: (trees) => { done = trees; }, stopRequested: () => done >= 10 }));
    expect(treeCount(stopped.ensemble)).toBe(10);
    expect(saved).not.toBeNull();
    const seen: number[] = [];
    const resumed = await grow({}, quietContext(5, { checkpoint: { ...checkpoint, save: async () => {} }, progress: (trees) => seen.push(trees) }));
    expect(seen[0]).toBeGreaterThan(8);
    expect(resumed).toEqual(await grow({}));
  });

  it('asks each row out of the bag only of trees that did not draw it', async () => {
    const { outOfBag, ensemble } = await grow({ oobScore: true, nEstimators: 3 });
    const drawing = drawingOf(150, null, null);
    const { treeSeed } = await import('./seed.ts');
    for (const row of [0, 7, 149]) {
      const asked = [0, 1, 2].filter((t) => drawBag(150, drawing, mulberry32(treeSeed(5, t)))[row] === 0);
      const share = asked.reduce((s, t) => s + ensemble.value[leafOf(ensemble, t, task.X.values, row * 3) * 2 + 1]!, 0) / asked.length;
      expect(outOfBag!.predictions[row * 2 + 1]).toEqual(share);
    }
    expect(outOfBag!.unscored).toBe(outOfBag!.predictions.filter((v) => Number.isNaN(v)).length / 2);
  });

  it('shares impurity importance out so that it sums to one, more to what matters more', async () => {
    const { mean, sd } = impurityImportance((await grow({})).ensemble);
    expect(mean.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
    expect(mean[0]!).toBeGreaterThan(mean[1]!);
    expect(mean[1]!).toBeGreaterThan(mean[2]!);
    expect(Math.min(...sd)).toBeGreaterThan(0);
  });

  it('holds monotone columns to their direction, in every tree', async () => {
    const { ensemble } = await grow({ monotonicCst: 'c: 1, b: -1', bootstrap: false, maxFeatures: 'all', nEstimators: 1 });
    const at = (b: number, c: number): number => ensemble.value[leafOf(ensemble, 0, Float64Array.of(0.1, b, c), 0) * 2 + 1]!;
    for (let v = -2; v < 2; v += 0.1) {
      expect(at(0, v + 0.1)).toBeGreaterThanOrEqual(at(0, v));
      expect(at(v + 0.1, 0)).toBeLessThanOrEqual(at(v, 0));
    }
    await expect(grow({ monotonicCst: 'height: 1' })).rejects.toThrow(/names the column "height"/);
  });
});

describe('drawing rows', () => {
  it('takes each row in proportion to its weight, and none of weight zero', () => {
    const drawing = drawingOf(4, 40_000, Float64Array.of(1, 0, 2, 1));
    const times = drawBag(4, drawing, mulberry32(1));
    expect(times[1]).toBe(0);
    expect(times[2]! / 20_000).toBeCloseTo(1, 1);
    expect(times.reduce((a, b) => a + b, 0)).toBe(40_000);
  });
  it('reads max_samples as scikit-learn does', () => {
    expect([null, 0.5, 1, 7].map((v) => drawingOf(100, v, null).draws)).toEqual([100, 50, 100, 7]);
  });
});
