import type { Metric, Scored } from '../../core/metric.ts';
import { metrics } from '../../metrics/catalog.ts';
import type { EvalMetric, EvalRows } from './eval-metric.ts';

/** The predictions as the app's own metrics take them: a label or value, and probabilities, a row. */
function scored({ y, weight, groups, classes, predicted, outputs }: EvalRows): Scored {
  const n = y.length;
  if (classes === null) return { yTrue: y, yPred: predicted.slice(0, n), proba: null, classes, weight, groups };
  const K = classes.length;
  const proba = new Float64Array(n * K);
  const yPred = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < K; k++) proba[i * K + k] = outputs === 1 ? (k === 1 ? predicted[i]! : 1 - predicted[i]!) : predicted[k * n + i]!;
    for (let k = 1; k < K; k++) if (proba[i * K + k]! > proba[i * K + yPred[i]!]!) yPred[i] = k;
  }
  return { yTrue: y, yPred, proba, classes, weight, groups };
}

const evalMetric = (metric: Metric): EvalMetric => ({ name: metric.type, better: metric.better, score: (rows) => metric.score(scored(rows)) });

/** Any metric of the app (`f1`, `mcc`, `r2`, …) can be watched too. */
export function ownMetric(name: string): EvalMetric | null {
  const metric = metrics.find((m) => m.type === name);
  return metric === undefined ? null : evalMetric(metric);
}

export const ownMetricNames: readonly string[] = metrics.map((m) => m.type);
