import type { Task } from '../engine/core/dataset.ts';
import type { Scored } from '../engine/core/metric.ts';
import { type ScoreSummary, scoreSummary } from '../engine/evaluation/score-summary.ts';
import { normalQuantile } from '../engine/math/normal.ts';
import { metrics } from '../engine/metrics/catalog.ts';
import type { FoldRun, Predictions } from './results.ts';

/** Resampling draws the same rows for every model, so that their intervals can be compared. */
const SEED = 20_260_101;

/** 95 % interval of the mean of a score that rows have one by one, such as the reconstruction error. */
function meanInterval(values: Float64Array): { readonly low: number; readonly high: number } {
  const n = values.length;
  const mean = values.reduce((a, b) => a + b, 0) / n;
  const sd = Math.sqrt(values.reduce((s, v) => s + (v - mean) ** 2, 0) / Math.max(1, n - 1));
  const reach = (normalQuantile(0.975) * sd) / Math.sqrt(n);
  return { low: mean - reach, high: mean + reach };
}

/** Every score over the folds, each with its interval. */
export function summarise(task: Task, classes: readonly string[] | null, predictions: Predictions, runs: readonly FoldRun[]): Readonly<Record<string, ScoreSummary>> {
  const names = Object.keys(runs[0]?.scores ?? {});
  const { yTrue, yPred, proba, groups } = predictions;
  const scored: Scored | null = yTrue === null || task === 'unsupervised' ? null : { yTrue, yPred, proba, classes, weight: null, groups: groups ?? null };
  return Object.fromEntries(names.map((name) => {
    const metric = metrics.find((m) => m.type === name);
    const single = runs.length === 1 && scored !== null && metric ? { metric, scored, seed: SEED } : null;
    const summary = scoreSummary(runs.map((r) => r.scores[name]!), single);
    if (!metric) return [name, runs.length === 1 ? { ...summary, ...meanInterval(yPred) } : summary];
    // Student's interval does not know that a score cannot be better than the best there is.
    return [name, metric.better === 'higher' ? { ...summary, high: Math.min(summary.high, metric.best) } : { ...summary, low: Math.max(summary.low, metric.best) }];
  }));
}
