import { describe, expect, it } from 'vitest';
import { mulberry32 } from '../engine/core/random.ts';
import { fromColumns } from '../frame/from-columns.ts';
import { addedBy, canContinue, chainOf, continuedModel, earlierOf } from './continued.ts';
import { newModel, newStudy } from './create.ts';
import { modelKey, runKey } from './key.ts';
import { parseStudy } from './parse.ts';
import { pythonScript } from './python/index.ts';
import type { RunResult } from './results.ts';
import { runModel } from './run.ts';
import { quietRun } from './run-context.ts';
import type { ModelSpec, Split, Study } from './schema.ts';

const random = mulberry32(6);
const x = Array.from({ length: 160 }, () => random());
const z = Array.from({ length: 160 }, () => random());
const table = fromColumns([{ name: 'x', values: x }, { name: 'z', values: z }, { name: 'y', values: x.map((v, i) => Math.sin(6 * v) + z[i]! * z[i]! + 0.1 * random()) }]);

const studyOf = (models: readonly ModelSpec[], split: Partial<Split> = {}): Study => ({
  ...newStudy('Waves'),
  data: { table: 'f'.repeat(64), file: null, name: 'waves.csv', sample: null, rows: table.rows, columns: table.columns, options: { dialect: {}, types: {}, missing: null, everyNth: 1 }, image: null },
  target: 'y', task: 'regression', models,
  split: { kind: 'holdout', test: 0.25, stratify: false, shuffle: true, seed: 3, ...split } as Split,
});
const run = (study: Study, model: ModelSpec, earlier?: (key: string) => Promise<RunResult | null>): Promise<RunResult> =>
  runModel(study, model.id, 'regression', table, quietRun(earlier ? { earlier } : {}));

describe('a model that goes on from another', () => {
  const first = newModel('xgb-regressor', { nEstimators: 20, subsample: 0.7, learningRate: 0.2 });
  const more = continuedModel(first, 15);
  const whole = newModel('xgb-regressor', { ...first.params, nEstimators: 35 });
  const study = studyOf([first, more, whole]);

  it('says what came before, has a key of its own, and is the same study after reading it back', () => {
    expect(more.continues).toEqual([{ params: first.params, seed: first.seed }]);
    expect(more.params['nEstimators']).toBe(15);
    expect(new Set([first, more, whole].map((m) => runKey(study, m.id))).size).toBe(3);
    expect(modelKey(study, earlierOf(more)!)).toBe(runKey(study, first.id));
    expect(earlierOf(first)).toBeNull();
    const third = continuedModel(more, 5);
    expect(chainOf(third).map((m) => [m.params['nEstimators'], m.continues?.length ?? 0])).toEqual([[20, 0], [15, 1], [5, 2]]);
    expect([addedBy(first), addedBy(third)]).toEqual([20, 5]);
    const read = parseStudy(JSON.parse(JSON.stringify({ ...study, models: [third] })));
    expect(read.models[0]).toEqual(third);
    expect(() => parseStudy({ ...study, models: [{ ...third, continues: [] }] })).toThrow('continues');
    expect(() => parseStudy({ ...study, models: [{ ...third, continues: Array.from({ length: 101 }, () => third.continues![0]) }] })).toThrow('continues');
  });

  it('is what all rounds at once are, whether the result before is kept or not', async () => {
    const [straight, before] = [await run(study, whole), await run(study, first)];
    const asked: string[] = [];
    const kept = await run(study, more, async (key) => { asked.push(key); return key === before.key ? before : null; });
    expect(asked).toEqual([before.key]);
    const anew = await run(study, more);
    for (const one of [kept, anew]) {
      expect(one.predictions.yPred).toEqual(straight.predictions.yPred);
      expect(one.history[0]!.map((p) => p.step)).toEqual(straight.history[0]!.map((p) => p.step));
      expect(one.history).toEqual(straight.history);
      expect(one.model.continues).toEqual(more.continues);
    }
    expect(kept.fitSeconds).toBeGreaterThan(before.fitSeconds);
  });

  it('of several folds, all are trained from the first round, and only the last fit goes on from what is kept', async () => {
    const folds = studyOf([first, more, whole], { kind: 'k-fold', folds: 3 } as Partial<Split>);
    const [straight, before] = [await run(folds, whole), await run(folds, first)];
    const asked: string[] = [];
    const on = await run(folds, more, async (key) => { asked.push(key); return before; });
    expect(asked).toHaveLength(1);
    expect(on.predictions.yPred).toEqual(straight.predictions.yPred);
    expect(on.fitted.model.state).toEqual(straight.fitted.model.state);
  });

  it('of a forest says how many trees there shall be in all', async () => {
    const few = newModel('random-forest-regressor', { nEstimators: 6 });
    const many = continuedModel(few, 4);
    expect([many.params['nEstimators'], addedBy(many)]).toEqual([10, 4]);
    const all = newModel('random-forest-regressor', { nEstimators: 10 });
    const trees = studyOf([few, many, all]);
    const before = await run(trees, few);
    expect((await run(trees, many, async () => before)).fitted.model.state).toEqual((await run(trees, all)).fitted.model.state);
  });

  it('is refused where a model cannot', () => {
    expect(canContinue('ridge')).toBe(false);
    expect(() => continuedModel(newModel('ridge'), 5)).toThrow('Training of Ridge cannot be continued');
  });

  it('is told to Python as its libraries say it', () => {
    const forest = newModel('random-forest-regressor', { nEstimators: 6 });
    const light = newModel('lgbm-regressor', { nEstimators: 9 });
    const script = pythonScript(studyOf([more, continuedModel(forest, 4), continuedModel(light, 3)]));
    expect(script).toContain('Continued([seeded(XGBRegressor(n_estimators=20');
    expect(script).toMatch(/seeded\(XGBRegressor\(n_estimators=15[^]*?\)\]\)/);
    expect(script).toMatch(/Continued\(\[seeded\(RandomForestRegressor\(n_estimators=6[^)]*\), 42\), seeded\(RandomForestRegressor\(n_estimators=10[^)]*\), 42\)\]\)/);
    expect(script).toContain('class Continued(BaseEstimator):');
    expect(pythonScript(studyOf([first]))).not.toContain('Continued');
  });
});
