import { mulberry32, normal } from '../../engine/core/random.ts';
import type { AnomalyEvaluation, ClassEvaluation, ClassificationEvaluation, Curve, RankingEvaluation, RegressionEvaluation } from '../../engine/evaluation/evaluation.ts';

/** Scores drawn so that a class's own rows lie higher: what a fair model gives. */
function scoresOf(k: number, n: number, seed: number): { readonly truth: number[]; readonly proba: number[][] } {
  const random = mulberry32(seed);
  const noise = normal(random);
  const truth = Array.from({ length: n }, (_, i) => (k === 2 ? Number(i % 3 === 0) : i % k));
  const proba = truth.map((t) => {
    const logits = Array.from({ length: k }, (_, c) => (c === t ? 1.4 : 0) + 0.9 * noise());
    const sum = logits.reduce((s, v) => s + Math.exp(v), 0);
    return logits.map((v) => Math.exp(v) / sum);
  });
  return { truth, proba };
}

function evaluateClass(name: string, index: number, truth: readonly number[], score: readonly number[]): ClassEvaluation {
  const n = truth.length;
  const of = truth.map((t) => t === index);
  const support = of.filter(Boolean).length;
  const at = (threshold: number, positive: boolean): number => score.filter((s, i) => s >= threshold && of[i] === positive).length;
  const steps = Array.from({ length: 1001 }, (_, i) => i / 1000);
  const truePositives = Float64Array.from(steps, (t) => at(t, true));
  const falsePositives = Float64Array.from(steps, (t) => at(t, false));
  const grid = steps.filter((_, i) => i % 25 === 0).reverse();
  const fp = grid.map((t) => at(t, false));
  const tp = grid.map((t) => at(t, true));
  const curve = (x: readonly number[], y: readonly number[], area: number): Curve => ({ x: Float64Array.from(x), y: Float64Array.from(y), threshold: Float64Array.from(grid), area });
  const predicted = score.filter((s) => s >= 0.5).length;
  const precision = at(0.5, true) / Math.max(1, predicted);
  const recall = at(0.5, true) / support;
  const roc = { x: fp.map((v) => v / (n - support)), y: tp.map((v) => v / support) };
  const area = roc.x.reduce((sum, x, i) => (i === 0 ? sum : sum + ((x - roc.x[i - 1]!) * (roc.y[i]! + roc.y[i - 1]!)) / 2), 0);
  const bins = Array.from({ length: 10 }, (_, b) => score.flatMap((s, i) => (Math.min(9, Math.floor(s * 10)) === b ? [i] : []))).filter((b) => b.length > 0);
  return {
    name,
    support,
    precision,
    recall,
    f1: (2 * precision * recall) / Math.max(1e-9, precision + recall),
    roc: curve(roc.x, roc.y, area),
    pr: curve(tp.map((v) => v / support), tp.map((v, i) => ((v + fp[i]!) === 0 ? 1 : v / (v + fp[i]!))), 0.8),
    calibration: {
      x: Float64Array.from(bins, (b) => b.reduce((s, i) => s + score[i]!, 0) / b.length),
      y: Float64Array.from(bins, (b) => b.filter((i) => of[i]).length / b.length),
      threshold: new Float64Array(bins.length).fill(Number.NaN),
      area: Number.NaN,
      counts: Float64Array.from(bins, (b) => b.length),
    },
    lift: curve(tp.map((v, i) => (v + fp[i]!) / n), tp.map((v, i) => ((v + fp[i]!) === 0 ? n / support : v / (v + fp[i]!) / (support / n))), Number.NaN),
    truePositives,
    falsePositives,
  };
}

/** An evaluation of a classifier that is right more often than not. */
export function exampleClassification(classes: readonly string[], rows = 240, seed = 7): ClassificationEvaluation {
  const k = classes.length;
  const { truth, proba } = scoresOf(k, rows, seed);
  const confusion = new Float64Array(k * k);
  truth.forEach((t, i) => { confusion[t * k + proba[i]!.indexOf(Math.max(...proba[i]!))]!++; });
  return { kind: 'classification', classes, rows, confusion, perClass: classes.map((name, c) => evaluateClass(name, c, truth, proba.map((p) => p[c]!))) };
}

/** An evaluation of a regression whose errors grow with the value. */
export function exampleRegression(rows = 120, seed = 5): RegressionEvaluation {
  const random = mulberry32(seed);
  const noise = normal(random);
  const yTrue = Float64Array.from({ length: rows }, () => 20 + 60 * random());
  const yPred = yTrue.map((v) => v + 0.08 * v * noise());
  const left = yTrue.map((v, i) => v - yPred[i]!);
  const sd = Math.sqrt(left.reduce((s, v) => s + v * v, 0) / rows);
  const sorted = left.toSorted((a, b) => a - b);
  const edges = Float64Array.from({ length: 13 }, (_, i) => -15 + 2.5 * i);
  const absolute = left.map(Math.abs).toSorted((a, b) => a - b);
  return {
    kind: 'regression',
    rows,
    sample: { rows: Uint32Array.from(yTrue.keys()), yTrue, yPred },
    residualHistogram: { edges, counts: Float64Array.from({ length: 12 }, (_, b) => left.filter((v) => v >= edges[b]! && v < edges[b + 1]!).length) },
    quantiles: { x: Float64Array.from(sorted, (_, i) => 2 * Math.log((i + 0.5) / (rows - i - 0.5)) / 3.4), y: sorted.map((v) => v / sd) },
    errorCurve: { x: absolute, y: absolute.map((_, i) => (i + 1) / rows) },
  };
}

/** Anomaly scores with a long tail and a code of two clouds. */
export function exampleAnomaly(rows = 150, seed = 3): AnomalyEvaluation {
  const random = mulberry32(seed);
  const noise = normal(random);
  const score = Float64Array.from({ length: rows }, () => 0.2 * Math.exp(0.8 * noise()));
  const order = Uint32Array.from(score.keys()).toSorted((a, b) => score[b]! - score[a]!);
  const edges = Float64Array.from({ length: 11 }, (_, i) => 0.2 * i);
  return {
    kind: 'anomaly',
    rows,
    top: { rows: order, score: Float64Array.from(order, (r) => score[r]!) },
    histogram: { edges, counts: Float64Array.from({ length: 10 }, (_, b) => score.filter((v) => v >= edges[b]! && v < edges[b + 1]!).length) },
    code: { rows: Uint32Array.from(score.keys()), x: score.map((_, i) => (i % 2 === 0 ? 2 : -2) + noise()), y: score.map(() => noise()) },
  };
}

/** Forty queries, most of them in a fair order and a few upside down. */
export function exampleRanking(queries = 40): RankingEvaluation {
  const k = Float64Array.of(1, 3, 5, 10);
  const counts = Float64Array.from({ length: 20 }, (_, b) => (b === 3 ? 2 : b < 10 ? 0 : b - 9)).map((n) => (n * queries) / 57);
  const shown = [{ total: 12, rows: Uint32Array.of(5, 2, 9), relevance: Float64Array.of(0, 1, 4), score: Float64Array.of(2.5, 1.5, 0.5) }];
  return {
    kind: 'ranking',
    rows: queries * 12,
    queries,
    curve: { k, exponential: Float64Array.of(0.62, 0.68, 0.71, 0.79), linear: Float64Array.of(0.7, 0.74, 0.77, 0.83), map: Float64Array.of(0.8, 0.77, 0.76, 0.78) },
    at: [1, 3, 5, 10, null].map((cut) => ({ k: cut, histogram: { edges: Float64Array.from({ length: 21 }, (_, i) => i / 20), counts }, worst: Uint32Array.of(0), ndcg: Float64Array.of(0.2) })),
    shown,
  };
}
