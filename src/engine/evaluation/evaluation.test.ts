import { describe, expect, it } from 'vitest';
import { matrix } from '../../frame/matrix.ts';
import { mulberry32, normal } from '../core/random.ts';
import { metrics } from '../metrics/catalog.ts';
import { codedAt } from './anomaly.ts';
import { keepCorners } from './decimate.ts';
import { evaluate } from './evaluate.ts';
import type { ClassEvaluation, ClassificationEvaluation, Evaluation } from './evaluation.ts';
import reference from './reference.json' with { type: 'json' };
import { scoreSummary } from './score-summary.ts';

const upTo = (n: number): Uint32Array => Uint32Array.from({ length: n }, (_, i) => i);
const twoClasses = (p: readonly number[]): Float64Array => Float64Array.from(p.flatMap((v) => [1 - v, v]));

function classification(e: Evaluation): ClassificationEvaluation {
  if (e.kind !== 'classification') throw new Error(`expected a classification, got ${e.kind}`);
  return e;
}
function positiveClass(y: readonly number[], p: readonly number[]): ClassEvaluation {
  const yPred = Float64Array.from(p, (v) => (v > 0.5 ? 1 : 0));
  return classification(evaluate({ yTrue: Float64Array.from(y), yPred, proba: twoClasses(p) }, 'binary', ['no', 'yes'], upTo(y.length))).perClass![1]!;
}
function expectClose(ours: Float64Array, theirs: readonly (number | null)[]): void {
  expect(ours).toHaveLength(theirs.length);
  theirs.forEach((v, i) => expect(v === null ? Number.isNaN(ours[i]!) : Math.abs(ours[i]! - v) < 1e-12).toBe(true));
}

describe.each(reference.binary.map((c) => [c.name, c] as const))('as scikit-learn: %s', (_, c) => {
  const ours = positiveClass(c.y, c.p);
  it('ROC curve', () => {
    expectClose(ours.roc.x, c.roc.x);
    expectClose(ours.roc.y, c.roc.y);
    expectClose(ours.roc.threshold, c.roc.threshold);
    expect(ours.roc.area).toBeCloseTo(c.roc.area, 12);
  });
  it('precision-recall curve', () => {
    expectClose(ours.pr.x, c.pr.x);
    expectClose(ours.pr.y, c.pr.y);
    expectClose(ours.pr.threshold.subarray(0, -1), c.pr.threshold);
    expect(ours.pr.threshold.at(-1)).toBeNaN();
  });
  it('calibration curve', () => {
    expectClose(ours.calibration.x, c.calibration.x);
    expectClose(ours.calibration.y, c.calibration.y);
    expect(ours.calibration.counts.reduce((a, b) => a + b)).toBe(c.y.length);
  });
  it('threshold tables count what is at or above', () => {
    for (const step of [0, 1, 250, 499, 500, 501, 750, 999, 1000]) {
      const above = c.p.map((v) => v >= step / 1000);
      expect(ours.truePositives[step]).toBe(above.filter((a, i) => a && c.y[i] === 1).length);
      expect(ours.falsePositives[step]).toBe(above.filter((a, i) => a && c.y[i] === 0).length);
    }
  });
  it('lift ends at one, with all rows', () => {
    expect(ours.lift.x.at(-1)).toBe(1);
    expect(ours.lift.y.at(-1)).toBeCloseTo(1, 12);
  });
});

it('gives confusion matrix and class report as scikit-learn does', () => {
  const { y, proba, confusion, report } = reference.multiclass;
  const yPred = Float64Array.from(y, (_, i) => [0, 1, 2].reduce((best, k) => (proba[i * 3 + k]! > proba[i * 3 + best]! ? k : best), 0));
  const ours = classification(evaluate({ yTrue: Float64Array.from(y), yPred, proba: Float64Array.from(proba) }, 'multiclass', ['a', 'b', 'c'], upTo(y.length)));
  expect([...ours.confusion]).toEqual(confusion);
  report.forEach((r, k) => {
    expect(ours.perClass![k]).toMatchObject({ support: r.support });
    expect(ours.perClass![k]!.precision).toBeCloseTo(r.precision, 12);
    expect(ours.perClass![k]!.recall).toBeCloseTo(r.recall, 12);
    expect(ours.perClass![k]!.f1).toBeCloseTo(r['f1-score'], 12);
  });
});

it('has no class curves without probabilities, and NaN rates where a class has no rows', () => {
  const yTrue = Float64Array.of(0, 0, 0);
  expect(classification(evaluate({ yTrue, yPred: yTrue, proba: null }, 'binary', ['no', 'yes'], upTo(3))).perClass).toBeNull();
  const yes = positiveClass([0, 0, 0], [0.1, 0.2, 0.3]);
  expect(yes.roc.area).toBeNaN();
  expect(yes.roc.y.every(Number.isNaN)).toBe(true);
  expect(yes.support).toBe(0);
});

it('survives probabilities of NaN', () => {
  const yTrue = Float64Array.of(0, 1, 0);
  const e = classification(evaluate({ yTrue, yPred: new Float64Array(3), proba: new Float64Array(6).fill(Number.NaN) }, 'binary', ['no', 'yes'], upTo(3)));
  expect(e.perClass).toHaveLength(2);
});

it('keeps curves of many rows to 512 points that lie within a thousandth of the whole', () => {
  const random = mulberry32(4);
  const n = 200_000;
  const yTrue = Float64Array.from({ length: n }, () => (random() < 0.2 ? 1 : 0));
  const draw = normal(random);
  const scores = Float64Array.from(yTrue, (y) => 1 / (1 + Math.exp(-(draw() + y))));
  const proba = Float64Array.from({ length: 2 * n }, (_, i) => (i % 2 === 1 ? scores[i >> 1]! : 1 - scores[i >> 1]!));
  const e = classification(evaluate({ yTrue, yPred: Float64Array.from(scores, (s) => (s > 0.5 ? 1 : 0)), proba }, 'binary', ['no', 'yes'], upTo(n)));
  const { roc, pr } = e.perClass![1]!;
  expect(roc.x.length).toBeLessThanOrEqual(512);
  expect([roc.x[0], roc.y[0], roc.x.at(-1), roc.y.at(-1)]).toEqual([0, 0, 1, 1]);
  let area = 0;
  for (let i = 1; i < roc.x.length; i++) area += (roc.x[i]! - roc.x[i - 1]!) * (roc.y[i]! + roc.y[i - 1]!) * 0.5;
  expect(area).toBeCloseTo(roc.area, 3);
  expect(pr.x.length).toBeLessThanOrEqual(512);
});

it('keeps the corners of a staircase', () => {
  const x = Float64Array.from({ length: 10_000 }, (_, i) => Math.min(i, 5_000));
  const y = Float64Array.from({ length: 10_000 }, (_, i) => Math.max(0, i - 5_000));
  expect([...keepCorners(x, y, 3)]).toEqual([0, 5_000, 9_999]);
});

it('describes the errors of a regression', () => {
  const draw = normal(mulberry32(9));
  const n = 20_000;
  const yTrue = Float64Array.from({ length: n }, (_, i) => i / 10);
  const yPred = yTrue.map((v) => v - draw() * 2 - 1);
  const rows = upTo(n).map((i) => i + 7);
  const e = evaluate({ yTrue, yPred, proba: null }, 'regression', null, rows);
  if (e.kind !== 'regression') throw new Error(e.kind);
  expect(e.sample.rows).toHaveLength(5_000);
  expect([e.sample.rows[0], e.sample.rows.at(-1)]).toEqual([7, n + 6]);
  expect(e.sample.yPred[4_999]).toBe(yPred[n - 1]);
  expect(e.residualHistogram.counts.reduce((a, b) => a + b)).toBe(n);
  // Normal errors lie on the diagonal.
  e.quantiles.x.forEach((x, i) => expect(Math.abs(x - e.quantiles.y[i]!)).toBeLessThan(Math.abs(x) < 2.5 ? 0.08 : 1));
  expect(e.errorCurve.y.at(-1)).toBe(1);
  expect(e.errorCurve.x.length).toBeLessThanOrEqual(512);
});

it('lists the most unusual rows first, and puts the widest two of the code on the plane', () => {
  const score = Float64Array.of(0.1, 5, 0.2, 3);
  const code = matrix(['a', 'b', 'c'], Float64Array.of(1, 0, 9, 2, 0, 8, 3, 0, 1, 4, 0, 2));
  const e = evaluate({ yTrue: null, yPred: score, proba: null }, 'unsupervised', null, Uint32Array.of(10, 11, 12, 13), { rows: Uint32Array.of(10, 11, 12, 13), values: code });
  if (e.kind !== 'anomaly') throw new Error(e.kind);
  expect([...e.top.rows]).toEqual([11, 13, 10, 12].sort((a, b) => score[b - 10]! - score[a - 10]!));
  expect([...e.code!.x]).toEqual([1, 2, 3, 4]);
  expect([...e.code!.y]).toEqual([9, 8, 1, 2]);
});

it('gives a point of the code to at most 5,000 rows, in order, the most unusual ones always', () => {
  expect([...codedAt(Float64Array.of(3, 1, 2))]).toEqual([0, 1, 2]);
  const score = Float64Array.from({ length: 100_000 }, (_, i) => (i % 9_973 === 7 ? 50 + i / 1e6 : i % 3));
  const at = codedAt(score);
  expect(at.length).toBeLessThanOrEqual(5_000);
  expect(at.length).toBeGreaterThan(4_900);
  expect(at.every((place, k) => k === 0 || place > at[k - 1]!)).toBe(true);
  for (let i = 7; i < score.length; i += 9_973) expect(at).toContain(i);
  expect([at[0], at.at(-1)]).toEqual([0, 99_999]);
});

it('says so when there is nothing to evaluate', () => {
  expect(() => evaluate({ yTrue: new Float64Array(), yPred: new Float64Array(), proba: null }, 'regression', null, new Uint32Array())).toThrow(/no predicted rows/);
});

describe('scoreSummary', () => {
  it('gives mean, deviation and Student’s interval over folds as SciPy does', () => {
    const { scores, sd, low, high } = reference.summary;
    const s = scoreSummary(scores);
    expect(s.sd).toBeCloseTo(sd, 12);
    expect(s.low).toBeCloseTo(low, 10);
    expect(s.high).toBeCloseTo(high, 10);
    expect(s.folds).toEqual(scores);
  });
  it.each([300, 20_000])('bootstraps the rows of a single fold: accuracy of %i rows', (n) => {
    const random = mulberry32(2);
    const yTrue = Float64Array.from({ length: n }, () => (random() < 0.5 ? 1 : 0));
    const yPred = yTrue.map((v) => (random() < 0.8 ? v : 1 - v));
    const metric = metrics.find((m) => m.type === 'accuracy')!;
    const scored = { yTrue, yPred, proba: null, classes: ['a', 'b'], weight: null };
    const mean = metric.score(scored);
    const s = scoreSummary([mean], { metric, scored, seed: 1 });
    const expected = 2 * 1.96 * Math.sqrt((mean * (1 - mean)) / n);
    expect((s.high - s.low) / expected).toBeGreaterThan(0.8);
    expect((s.high - s.low) / expected).toBeLessThan(1.2);
    expect(s.low).toBeLessThan(mean);
    expect(s.high).toBeGreaterThan(mean);
    expect(scoreSummary([mean], { metric, scored, seed: 1 })).toEqual(s);
  });
  it('passes over folds in which the score is not defined, and shows them', () => {
    expect(scoreSummary([0.5, Number.NaN, 0.7])).toMatchObject({ mean: 0.6, folds: [0.5, Number.NaN, 0.7] });
    expect(scoreSummary([Number.NaN]).mean).toBeNaN();
  });
});
