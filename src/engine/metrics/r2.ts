import type { Metric } from '../core/metric.ts';
import { average } from './average.ts';
import { explainedShare } from './deviance.ts';

export const r2: Metric = {
  type: 'r2',
  name: 'R²',
  python: 'sklearn.metrics.r2_score',
  help: 'Share of the target’s variation that is explained: 1 is perfect, 0 is no better than always saying the mean.',
  tasks: ['regression'],
  needs: 'labels',
  better: 'higher',
  best: 1,
  score: ({ yTrue, yPred, weight }) => {
    const n = yTrue.length;
    if (n < 2) return Number.NaN;
    const mean = average(n, weight, (i) => yTrue[i]!);
    return explainedShare(average(n, weight, (i) => (yTrue[i]! - yPred[i]!) ** 2), average(n, weight, (i) => (yTrue[i]! - mean) ** 2));
  },
};
