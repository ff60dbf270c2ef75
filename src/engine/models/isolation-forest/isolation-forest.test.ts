import { describe, expect, it } from 'vitest';
import { matrix } from '../../../frame/matrix.ts';
import { quietContext } from '../../core/context.ts';
import type { Dataset } from '../../core/dataset.ts';
import { resolveParams } from '../../core/params.ts';
import { isolationForest } from './meta.ts';
import { isolationForestModel } from './model.ts';
import reference from './reference.json' with { type: 'json' };

const { X, odd, holes } = reference;
const columns = Array.from({ length: X.length / odd.length }, (_, j) => `x${j}`);
const table = (missing = false): Dataset => ({ X: matrix(columns, Float64Array.from(X, (v, at) => (missing && at % holes === 0 ? Number.NaN : v))), task: 'unsupervised', y: null, classes: null, sampleWeight: null });

/** Share of pairs in which the odd row has the higher score. */
function areaUnderCurve(score: Float64Array): number {
  let above = 0;
  let pairs = 0;
  odd.forEach((a, i) => odd.forEach((b, j) => {
    if (a !== 1 || b !== 0) return;
    pairs++;
    above += score[i]! > score[j]! ? 1 : score[i] === score[j] ? 0.5 : 0;
  }));
  return above / pairs;
}

describe('IsolationForest scores as scikit-learn does, within the noise of seeds', () => {
  const SEEDS = [1, 2, 3];
  it.each(reference.cases)('with $params, missing: $missing', async ({ params, missing, scores, sd, auc, threshold }) => {
    const mean = new Float64Array(odd.length);
    let area = 0;
    let limit = 0;
    for (const seed of SEEDS) {
      const train = table(missing);
      const state = await isolationForestModel.fit(train, resolveParams(isolationForest.params, params, 'test'), quietContext(seed));
      const found = await isolationForestModel.predict(state, train.X, quietContext());
      found.forEach((v, i) => { mean[i]! += v / SEEDS.length; });
      area += areaUnderCurve(found) / SEEDS.length;
      limit += state.threshold / SEEDS.length;
    }
    const off = Math.sqrt(mean.reduce((s, v, i) => s + (v - scores[i]!) ** 2, 0) / mean.length);
    expect(off).toBeLessThan(sd);
    expect(Math.abs(area - auc.mean)).toBeLessThan(3 * auc.sd);
    expect(Math.abs(limit - threshold.mean)).toBeLessThan(3 * threshold.sd + 1e-12);
  });
});

describe('IsolationForest', () => {
  it('keeps the trees grown when it is stopped', async () => {
    let grown = 0;
    const ctx = quietContext(1, { stopRequested: () => grown >= 7, progress: (done) => { grown = done; } });
    const state = await isolationForestModel.fit(table(), resolveParams(isolationForest.params, {}, 'test'), ctx);
    expect(state.ensemble.roots.length - 1).toBe(7);
  });
  it('gives rows of one kind one score', async () => {
    const same: Dataset = { ...table(), X: matrix(['a'], new Float64Array(40).fill(3)) };
    const state = await isolationForestModel.fit(same, resolveParams(isolationForest.params, {}, 'test'), quietContext(1));
    expect(new Set(await isolationForestModel.predict(state, same.X, quietContext())).size).toBe(1);
  });
});
