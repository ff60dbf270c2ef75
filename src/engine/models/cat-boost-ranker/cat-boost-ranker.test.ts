import { describe, expect, it } from 'vitest';
import { processThreads } from '../../../cli/threads.ts';
import type { Matrix } from '../../../frame/matrix.ts';
import { quietContext } from '../../core/context.ts';
import { type Dataset, takeDataset } from '../../core/dataset.ts';
import { resolveParams } from '../../core/params.ts';
import { datasetOf, type ReferenceSet } from '../../trees/boosting/same-trees.test-data.ts';
import { fitTrees, treesOf } from '../../trees/catboost/fit.ts';
import { yetiRank } from '../../trees/catboost/losses/ranking/yeti-rank.ts';
import { rawOutputs } from '../../trees/predict.ts';
import { catBoostRanker } from './meta.ts';
import { catBoostRankerModel } from './model.ts';
import reference from './reference.json' with { type: 'json' };

const params = (given: Readonly<Record<string, unknown>>) => resolveParams(catBoostRanker.params, given, 'test');
const fixed = { bootstrapType: 'No', randomStrength: 0, hasTime: true };
const farthest = (found: Float64Array, expected: readonly number[]): number => Math.max(...expected.map((v, i) => Math.abs(found[i]! - v) / Math.max(1, Math.abs(v))));
const grades: Dataset = datasetOf(reference.set as unknown as ReferenceSet, 'ranking', false);
const groups = grades.groups!;
const WEIGHTS = { rows: grades.y!.map((_, i) => 1 + (i % 3)), queries: Float64Array.from(groups, (q) => 1 + (q % 3)) };

/** NDCG of all rows of each query, as reference.py has it. */
function ndcg(y: Float64Array, said: Float64Array): number {
  const all = Array.from(new Set(groups), (q) => {
    const rows = Array.from(groups.keys()).filter((i) => groups[i] === q);
    const dcg = (order: readonly number[]): number => order.reduce((sum, row, place) => sum + y[row]! / Math.log2(place + 2), 0);
    const best = dcg(rows.toSorted((a, b) => y[b]! - y[a]!));
    return best > 0 ? dcg(rows.toSorted((a, b) => said[b]! - said[a]!)) / best : 1;
  });
  return all.reduce((a, b) => a + b, 0) / all.length;
}

describe('CatBoostRanker equals CatBoost', () => {
  it.each(reference.cases)('with $params, weighted: $weighted', async ({ params: given, weighted, target, splits, raw }) => {
    const train: Dataset = { ...grades, y: target === 'shares' ? Float64Array.from(reference.shares) : grades.y, sampleWeight: weighted === null ? null : WEIGHTS[weighted as 'rows'] };
    const { ensemble: e } = await catBoostRankerModel.fit(train, params({ ...fixed, ...given }), quietContext());
    for (const [t, tree] of splits.entries()) {
      let node = e.roots[t]!;
      for (const [column, border] of tree as [number, number][]) {
        expect([e.feature[node], e.threshold[node]]).toEqual([column, Math.fround(border)]);
        node = e.left[node]!;
      }
    }
    expect(farthest(rawOutputs(e, train.X), raw)).toBeLessThan(1e-6);
  });

  it.each(reference.categories)('on categories with $params', async ({ params: given, raw }) => {
    const { ward, drug } = reference.codes;
    const p = grades.X.columns.length;
    const X: Matrix = {
      rows: grades.X.rows, columns: [...grades.X.columns, 'ward', 'drug'], categories: [...grades.X.columns.map(() => null), ...[ward, drug].map((codes) => Array.from({ length: Math.max(...codes) + 1 }, (_, c) => String(c)))],
      values: Float64Array.from({ length: grades.X.rows * (p + 2) }, (_, at) => {
        const [i, j] = [Math.floor(at / (p + 2)), at % (p + 2)];
        return j < p ? grades.X.values[i * p + j]! : (j === p ? ward : drug)[i]!;
      }),
    };
    const view = treesOf(await catBoostRankerModel.fit({ ...grades, X, y: Float64Array.from(reference.mixed) }, params({ ...fixed, ...given }), quietContext()));
    expect(farthest(rawOutputs(view.ensemble, view.derive!(X)), raw)).toBeLessThan(1e-6);
  });

  it.each(reference.quality)('orders as well by chance with $params', async ({ params: given, mean, sd }) => {
    const scores: number[] = [];
    for (let seed = 0; seed < 8; seed++) scores.push(ndcg(grades.y!, await catBoostRankerModel.predict(await catBoostRankerModel.fit(grades, params(given), quietContext(seed)), grades.X, quietContext())));
    const own = scores.reduce((a, b) => a + b, 0) / scores.length;
    // Four standard errors of the difference of the means.
    expect(Math.abs(own - mean)).toBeLessThan(4 * Math.max(sd, 0.002) * Math.sqrt(1 / 8 + 1 / 20));
  });
});

describe('CatBoostRanker', () => {
  const usual = { iterations: 12, depth: 3, learningRate: 0.2 };
  it('takes queries whose rows are not neighbours', async () => {
    const order = Array.from(groups.keys()).toSorted((a, b) => (a % 7) - (b % 7) || a - b);
    for (const lossFunction of ['QueryRMSE', 'PairLogit', 'QuerySoftMax']) {
      const given = params({ ...usual, lossFunction, bootstrapType: 'No', randomStrength: 0 });
      const [one, other] = [await catBoostRankerModel.fit(grades, given, quietContext()), await catBoostRankerModel.fit(takeDataset(grades, order), given, quietContext())];
      expect(farthest(rawOutputs(other.ensemble, grades.X), Array.from(rawOutputs(one.ensemble, grades.X)))).toBeLessThan(1e-9);
    }
  });

  it('holds whole queries out and stops when they get no better', async () => {
    const notes = new Map<string, unknown>();
    const losses: number[] = [];
    const ctx = quietContext(1, { note: (key, value) => void notes.set(key, value), progress: (_d, _t, m) => void losses.push(m!['valLoss']!) });
    await catBoostRankerModel.fit(grades, params({ ...usual, iterations: 200, evalFraction: 0.3, odWait: 8 }), ctx);
    expect(losses.length).toBe((notes.get('bestIteration') as number) + 8);
    expect(losses.every((v) => v >= 0 && v <= 1)).toBe(true);
  });

  it.each(['Plain', 'Ordered'])('gives the same bits from twins, WebAssembly and several threads: %s', async (boostingType) => {
    const given = params({ ...usual, boostingType });
    const grown = (twins: boolean, threads: number) => fitTrees({
      meta: catBoostRanker, train: grades, params: { ...given, boostFromAverage: null, l2LeafReg: 0, simpleCtr: 'Counter', combinationsCtr: 'Counter' }, ctx: quietContext(5, { threads: threads > 1 ? processThreads(threads) : null }),
      habits: { name: 'YetiRank', outputs: 1, method: 'Newton', newtonIterations: 1, gradientIterations: 1, fromAverage: false, exact: false, newton: true }, makeLoss: (target) => yetiRank(target, given), weigh: null, twins,
    });
    const plain = await grown(true, 1);
    for (const threads of [1, 2, 4]) expect(await grown(false, threads)).toEqual(plain);
  });

  it.each([
    [{ lossFunction: 'YetiRank', leafEstimationMethod: 'Gradient' }, /Newton/], [{ numNeighbors: 0 }, /numNeighbors/],
    [{ lossFunction: 'QuerySoftMax', leafEstimationMethod: 'Exact' }, /Exact/],
  ])('refuses %o', async (given, message) => {
    await expect(catBoostRankerModel.fit(grades, params(given), quietContext())).rejects.toThrow(message);
  });
  it('refuses targets that it cannot learn from', async () => {
    const flat = { ...grades, y: grades.y!.map(() => 1) };
    await expect(catBoostRankerModel.fit(flat, params({ lossFunction: 'PairLogit' }), quietContext())).rejects.toThrow(/different targets/);
    await expect(catBoostRankerModel.fit({ ...grades, y: grades.y!.map((v) => v - 1) }, params({ lossFunction: 'QuerySoftMax' }), quietContext())).rejects.toThrow(/not negative/);
  });
});
