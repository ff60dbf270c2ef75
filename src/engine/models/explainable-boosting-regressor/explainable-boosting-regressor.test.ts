import { describe, expect, it } from 'vitest';
import { matrix } from '../../../frame/matrix.ts';
import { quietContext } from '../../core/context.ts';
import { type Dataset, takeDataset } from '../../core/dataset.ts';
import { resolveParams } from '../../core/params.ts';
import { binsOf } from '../../trees/ebm/bins.ts';
import { predictTrees } from '../../trees/predict.ts';
import { explainableBoostingRegressor } from './meta.ts';
import { explainableBoostingRegressorModel as model } from './model.ts';
import reference from './reference.json' with { type: 'json' };

type Case = (typeof reference.cases)[number];
const wholeOf = ({ X, y, columns }: Case): Dataset =>
  ({ X: matrix(columns, Float64Array.from(X, (v) => v ?? Number.NaN)), task: 'regression', y: Float64Array.from(y), classes: null, sampleWeight: null });
const places = (n: number, test: boolean): readonly number[] => Array.from({ length: n }, (_, i) => i).filter((i) => (i % 4 === 0) === test);
const fit = async (example: Case, seed: number) => {
  const whole = wholeOf(example);
  const train = takeDataset(whole, places(example.y.length, false));
  const test = takeDataset(whole, places(example.y.length, true));
  const state = await model.fit(train, resolveParams(explainableBoostingRegressor.params, example.params, 'test'), quietContext(seed));
  return { state, train, test };
};

describe('ExplainableBoostingRegressor is as good as InterpretML', () => {
  it.each(reference.cases)('on $name', async (example) => {
    const { state, test } = await fit(example, 1);
    const predicted = await model.predict(state, test.X, quietContext());
    const error = predicted.reduce((s, v, i) => s + (v - test.y![i]!) ** 2, 0) / predicted.length;
    const [best, worst] = [Math.min(...example.errors), Math.max(...example.errors)];
    // Within the seeds' own spread, and half of it more for ours.
    expect(error).toBeLessThan(worst + 0.5 * (worst - best));
    // The pair that all of InterpretML's seeds find is found.
    const sure = example.pairs[0]!.filter((pair) => example.pairs.every((found) => found.some((other) => String(other) === String(pair))));
    const ours = state.terms.map((term) => String(term.columns));
    expect(ours).toEqual(expect.arrayContaining(sure.slice(0, 1).map(String)));

    // Every main effect has InterpretML's shape: far less apart than it is high.
    example.shapes.forEach((shape, j) => {
      const at = matrix(state.columns, Float64Array.from(example.at[j]!.flatMap((v) => state.columns.map((_, c) => (c === j ? v : 0)))));
      const bins = binsOf(at, j, state.main[j]!);
      const heights = Array.from(bins, (bin) => state.terms[j]!.scores[bin]!);
      const height = Math.max(...example.shapes.flat()) - Math.min(...example.shapes.flat());
      expect(Math.max(...heights.map((v, q) => Math.abs(v - shape[q]!)))).toBeLessThan(0.15 * height);
    });
  });
});

describe('ExplainableBoostingRegressor', () => {
  it('as trees, predicts the same', async () => {
    const { state, test } = await fit(reference.cases[1]!, 3);
    const asTrees = predictTrees(model.trees!(state), test.X);
    const own = await model.predict(state, test.X, quietContext());
    expect(Math.max(...asTrees.map((v, i) => Math.abs(v - own[i]!)))).toBeLessThan(1e-9);
  });
  it('goes on from a checkpoint to the same model', async () => {
    const example = reference.cases[0]!;
    const train = takeDataset(wholeOf(example), places(example.y.length, false));
    const params = resolveParams(explainableBoostingRegressor.params, { ...example.params, interactions: '2', maxRounds: 30, smoothingRounds: 10 }, 'test');
    const kept: unknown[] = [];
    const whole = await model.fit(train, params, quietContext(5, { checkpoint: { load: async () => null, save: async (state) => void kept.push(structuredClone(state)) } }));
    for (const saved of [kept[1], kept.at(-2)]) {
      const resumed = await model.fit(train, params, quietContext(5, { checkpoint: { load: async () => saved as never, save: async () => {} } }));
      expect(resumed).toEqual(whole);
    }
  });
});
