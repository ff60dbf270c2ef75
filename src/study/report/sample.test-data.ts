import { mulberry32, normal } from '../../engine/core/random.ts';
import type { Evaluation } from '../../engine/evaluation/evaluation.ts';
import type { Explanation } from '../../engine/explainers/explanation.ts';
import type { TableProfile } from '../../frame/profile.ts';
import { defaultImport } from '../../frame/csv/options.ts';
import type { RunResult, RunSummary, ScoreSummary } from '../results.ts';
import type { Study } from '../schema.ts';
import type { ReportInput } from './input.ts';

const HOSTILE = '</script><script>alert("x")</script>&\'';
const score = (mean: number, half: number): ScoreSummary => ({ mean, sd: half / 2, folds: [mean], low: mean - half, high: mean + half });
const line = (n: number, f: (t: number) => number): { x: Float64Array; y: Float64Array; threshold: Float64Array } => {
  const x = Float64Array.from({ length: n }, (_, i) => i / (n - 1));
  return { x, y: x.map(f), threshold: x };
};

const profile: TableProfile = {
  rows: 344,
  duplicateRows: 2,
  columns: [
    { name: 'species', type: 'category', missing: 0, distinct: 3, distinctExact: true, numeric: null, top: [{ value: 'Adelie', count: 152 }, { value: 'Gentoo', count: 124 }, { value: 'Chinstrap', count: 68 }] },
    { name: 'bill_length_mm', type: 'number', missing: 2, distinct: 164, distinctExact: true, top: null, numeric: { min: 32.1, max: 59.6, mean: 43.9, sd: 5.46, quartiles: [39.2, 44.45, 48.5], integers: false, zeros: 0, negatives: 0, histogram: { edges: Float64Array.of(32, 60), counts: Float64Array.of(342) } } },
    { name: HOSTILE, type: 'category', missing: 90, distinct: 2, distinctExact: true, numeric: null, top: [{ value: '<img src=x onerror=alert(1)>', count: 168 }] },
  ],
};
const study: Study = {
  format: 'tablab/study', version: 1, id: 's', name: `Penguins ${HOSTILE}`, target: 'species', task: 'multiclass', metric: 'accuracy', notes: 'Asked by <b>the island station</b>.',
  data: { table: 'a'.repeat(64), file: null, name: 'penguins.csv', sample: 'penguins', rows: 344, columns: profile.columns.map((c) => ({ name: c.name, type: c.type })), options: defaultImport, image: null },
  steps: [{ id: 'a', type: 'simple-imputer', version: 1, enabled: true, params: { strategy: 'median' } }, { id: 'b', type: 'one-hot-encoder', version: 1, enabled: true, params: { columns: [HOSTILE] } }],
  split: { kind: 'holdout', test: 0.2, stratify: true, shuffle: true, seed: 42 },
  models: [], 
};

function summary(key: string, type: string, mean: number, half: number): RunSummary {
  return { key, model: { type, params: {}, seed: 42 }, task: 'multiclass', scores: { accuracy: score(mean, half), 'log-loss': score(1 - mean, half) }, trainScores: { accuracy: Math.min(1, mean + 0.01) }, fitSeconds: 0.034, predictSeconds: 0.002, bytes: 5321, device: null, epochs: null, warnings: [], finishedAt: '2026-01-02T03:04:05.000Z' };
}

function run(summary: Omit<RunSummary, 'outOfBag'>, task: RunResult['task'], classes: readonly string[] | null): ReportInput['run'] {
  return {
    ...summary, task, classes,
    folds: [{ fold: 0, trainRows: 275, testRows: 69, scores: {}, trainScores: {}, fitSeconds: 0.03, predictSeconds: 0.001 }],
    history: [Array.from({ length: 30 }, (_, i) => ({ step: i + 1, metrics: { loss: 1 / (i + 1), valLoss: 1 / (i + 1) + i * 0.004 } }))],
    best: [16],
    predictions: { rows: new Uint32Array(69), fold: new Uint16Array(69), yTrue: new Float64Array(69), yPred: new Float64Array(69), proba: null },
    probeRows: new Uint32Array(69), warnings: ['2 rows have no species and are left out.'],
  };
}

const classes = ['Adelie', 'Chinstrap', HOSTILE];
const evaluation: Evaluation = {
  kind: 'classification', classes, rows: 69, confusion: Float64Array.of(29, 1, 0, 2, 11, 1, 0, 0, 25),
  perClass: classes.map((name, k) => ({
    name, support: [30, 14, 25][k]!, precision: 0.93, recall: [0.97, 0.79, 1][k]!, f1: 0.95,
    roc: { ...line(50, (t) => t ** (0.1 + k * 0.1)), area: 0.98 - k * 0.02 }, pr: { ...line(50, (t) => 1 - t ** 6), area: 0.97 },
    calibration: { ...line(8, (t) => t * 0.9 + 0.05), area: Number.NaN, counts: new Float64Array(8).fill(9) }, lift: { ...line(10, (t) => 3 - 2 * t), area: Number.NaN },
    truePositives: new Float64Array(1001), falsePositives: new Float64Array(1001),
  })),
};

function explanations(): readonly Explanation[] {
  const gauss = normal(mulberry32(3));
  const n = 69;
  const length = Float64Array.from({ length: n }, () => 44 + 5 * gauss());
  const island = Array.from({ length: n }, (_, i) => ['Biscoe', 'Dream', '', '<b>Torgersen</b>'][i % 4]!);
  const values = new Float64Array(3 * n * 2);
  for (let o = 0; o < 3; o++) for (let i = 0; i < n; i++) {
    values[(o * n + i) * 2] = (length[i]! - 44) * 0.03 * (o - 1) + gauss() * 0.01;
    values[(o * n + i) * 2 + 1] = (island[i] === 'Dream' ? 0.1 : -0.03) * (o === 1 ? 1 : -0.5);
  }
  return [
    { kind: 'permutation', metric: 'accuracy', baseline: 0.942, columns: ['bill_length_mm', HOSTILE], mean: Float64Array.of(0.31, 0.004), sd: Float64Array.of(0.02, 0.006), repeats: new Float64Array(10), nRepeats: 5 },
    { kind: 'shap', method: 'kernel', space: 'probability', columns: ['bill_length_mm', HOSTILE], outputs: classes, rows: Uint32Array.from({ length: n }, (_, i) => i), values, base: Float64Array.of(0.4, 0.2, 0.4), predicted: new Float64Array(3 * n), cells: [length, island] },
  ];
}

/** A made-up classification whose names try to break out of the page; for tests and for looking at. */
export function sampleInput(): ReportInput {
  const best = summary('k1', 'logistic-regression', 0.942, 0.05);
  return {
    study, profile, evaluation, explanations: explanations(), run: run(best, 'multiclass', classes),
    runs: [summary('k0', 'dummy-classifier', 0.438, 0.1), best, summary('k2', 'k-neighbors-classifier', 0.928, 0.06)],
    script: 'print("<hello>")', version: '0.1.0', now: new Date('2026-01-02T03:04:05Z'),
    certificate: { format: 'tablab/parity', runtime: 'onnxruntime-web 1.30.0', rows: 69, largestDifference: 3e-16, sameClass: 1, tolerance: 1e-5, passed: true, checkedAt: '' },
  };
}

/** A made-up regression without explanations. */
export function regressionInput(): ReportInput {
  const gauss = normal(mulberry32(5));
  const yTrue = Float64Array.from({ length: 300 }, () => 20 + 6 * gauss());
  const yPred = yTrue.map((v) => v + 2 * gauss());
  const best: RunSummary = { ...summary('r1', 'ridge', 0, 0), task: 'regression', scores: { rmse: score(2.01, 0.2), r2: score(0.87, 0.04) }, trainScores: { rmse: 1.1 } };
  return {
    ...sampleInput(), explanations: [], profile: null, run: run(best, 'regression', null), runs: [best], study: { ...study, target: 'price', task: 'regression', metric: null, steps: [], split: { kind: 'k-fold', folds: 5, stratify: false, shuffle: true, seed: 1 } },
    evaluation: {
      kind: 'regression', rows: 300, sample: { rows: new Uint32Array(300), yTrue, yPred },
      residualHistogram: { edges: Float64Array.of(-6, -3, 0, 3, 6), counts: Float64Array.of(20, 130, 128, 22) }, quantiles: line(20, (t) => t), errorCurve: line(20, (t) => t),
    },
  };
}
