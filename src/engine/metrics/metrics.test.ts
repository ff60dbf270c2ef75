import { describe, expect, it } from 'vitest';
import type { Metric, Scored } from '../core/metric.ts';
import { metrics } from './catalog.ts';
import { defaultMetric, metricOf, metricsFor } from './catalog-by-task.ts';
import reference from './reference.json' with { type: 'json' };

const byType = new Map<string, Metric>(metrics.map((m) => [m.type, m]));

const scoredOf = (c: (typeof reference.cases)[number]): Scored => ({
  yTrue: Float64Array.from(c.yTrue),
  yPred: Float64Array.from(c.yPred),
  proba: c.proba === null ? null : Float64Array.from(c.proba),
  classes: c.classes,
  weight: c.weight === null ? null : Float64Array.from(c.weight),
});

describe.each(reference.cases.map((c) => [c.name, c] as const))('equal to scikit-learn: %s', (_, c) => {
  it.each(Object.entries(c.scores))('%s', (type, expected) => {
    const score = byType.get(type)!.score(scoredOf(c));
    expect(expected === null ? Number.isNaN(score) : Math.abs(score - expected) <= 1e-9 * Math.max(1, Math.abs(expected)), `${score} ≠ ${expected}`).toBe(true);
  });
});

const scoredRanking = (c: (typeof reference.rankings)[number]): Scored => ({ yTrue: Float64Array.from(c.yTrue), yPred: Float64Array.from(c.yPred), proba: null, classes: null, weight: null, groups: Int32Array.from(c.groups) });

describe.each(reference.rankings.map((c) => [c.name, c] as const))('equal to LightGBM, XGBoost and scikit-learn: %s', (_, c) => {
  it.each(Object.entries(c.scores))('%s', (type, expected) => expect(byType.get(type)!.score(scoredRanking(c))).toBeCloseTo(expected, 9));
});

describe('metrics of a ranking', () => {
  const ranked = metrics.filter((m) => m.tasks.includes('ranking'));
  it('are held against the libraries, all of them', () => expect(ranked.map((m) => m.type).sort()).toEqual(Object.keys(reference.rankings[0]!.scores).sort()));
  it('say the same whatever the order of queries, and leave their input alone', () => {
    const [one, apart] = [scoredRanking(reference.rankings[0]!), scoredRanking(reference.rankings[1]!)];
    const before = structuredClone(one);
    for (const m of ranked) expect(m.score(apart)).toBeCloseTo(m.score(one), 12);
    expect(one).toEqual(before);
  });
  it('are the mean of what each query has', () => {
    const s = scoredRanking(reference.rankings[0]!);
    for (const m of ranked) expect(m.perQuery!(s)).toHaveLength(12);
    expect(ranked[0]!.perQuery!({ ...s, groups: s.groups!.map((q) => q * 5 + 2) })).toEqual(ranked[0]!.perQuery!(s));
  });
  it('are NaN without rows', () => {
    for (const m of ranked) expect(m.score({ yTrue: new Float64Array(0), yPred: new Float64Array(0), proba: null, classes: null, weight: null, groups: new Int32Array(0) })).toBeNaN();
  });
  it('put rows last whose score is no number', () => {
    const s: Scored = { yTrue: Float64Array.of(0, 1), yPred: Float64Array.of(Number.NaN, -1e9), proba: null, classes: null, weight: null, groups: Int32Array.of(0, 0) };
    for (const m of ranked) expect(m.score(s)).toBe(1);
  });
});

describe.each(metrics.filter((m) => !m.tasks.includes('ranking')).map((m) => [m.type, m] as const))('%s', (type, m) => {
  it('is held against scikit-learn', () => expect(reference.cases.some((c) => type in c.scores)).toBe(true));
  it('reaches its best value when everything is right, and leaves its input alone', () => {
    const regression = m.tasks.includes('regression');
    const size = m.tasks.includes('binary') ? 2 : 4;
    const yTrue = Float64Array.from({ length: 24 }, (_, i) => (regression ? i * 1.5 + 1 : i % size));
    const proba = regression ? null : Float64Array.from({ length: 24 * size }, (_, i) => (yTrue[Math.floor(i / size)] === i % size ? 1 : 0));
    const s: Scored = { yTrue, yPred: yTrue.slice(), proba, classes: regression ? null : Array.from({ length: size }, (_, k) => `${k}`), weight: null };
    const before = structuredClone(s);
    expect(m.score(s)).toBeCloseTo(m.best, 9);
    expect(s).toEqual(before);
  });
  it('gives a row of weight 2 what it gives the row twice', () => {
    if (type === 'max-error') return;
    const c = reference.cases.find((one) => type in one.scores && one.weight === null)!;
    const once = scoredOf(c);
    const size = c.classes?.length ?? 0;
    const twice = (values: Float64Array, width = 1): Float64Array => Float64Array.from([...values, ...values.subarray(0, 10 * width)]);
    const doubled: Scored = { ...once, yTrue: twice(once.yTrue), yPred: twice(once.yPred), proba: once.proba === null ? null : twice(once.proba, size) };
    const weight = Float64Array.from(once.yTrue, (_, i) => (i < 10 ? 2 : 1));
    expect(m.score({ ...once, weight })).toBeCloseTo(m.score(doubled), 9);
  });
});

it('offers metrics and a default for every task', () => {
  expect(defaultMetric('binary')?.type).toBe('roc-auc');
  expect(defaultMetric('multiclass')?.type).toBe('accuracy');
  expect(defaultMetric('regression')?.type).toBe('rmse');
  expect(defaultMetric('ranking')?.type).toBe('ndcg@5');
  expect(defaultMetric('unsupervised')).toBeNull();
  expect(metricsFor('regression').every((m) => m.tasks.includes('regression'))).toBe(true);
  expect(metricsFor('unsupervised')).toEqual([]);
});

it('gives NaN, and comes back, when a diverged model gives NaN for probabilities', () => {
  const s: Scored = { yTrue: Float64Array.of(0, 1, 1), yPred: Float64Array.of(0, 0, 0), proba: new Float64Array(6).fill(Number.NaN), classes: ['a', 'b'], weight: null };
  for (const type of ['roc-auc', 'pr-auc', 'log-loss', 'brier']) expect(byType.get(type)!.score(s)).toBeNaN();
});

it('refuses a metric that does not exist or does not suit the task, and lists those that do', () => {
  expect(() => metricOf('speed', 'regression')).toThrow(/no metric "speed".*rmse/);
  expect(() => metricOf('roc-auc', 'regression')).toThrow(/does not apply to a regression task/);
  expect(metricOf('mae', 'regression').name).toBe('MAE');
});
