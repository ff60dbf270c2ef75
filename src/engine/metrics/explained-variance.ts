import type { Metric } from '../core/metric.ts';
import { average } from './average.ts';
import { explainedShare } from './deviance.ts';

export const explainedVariance: Metric = {
  type: 'explained-variance',
  name: 'Explained variance',
  python: 'sklearn.metrics.explained_variance_score',
  help: 'As R², but forgiving an error that is the same for all rows.',
  tasks: ['regression'],
  needs: 'labels',
  better: 'higher',
  best: 1,
  score: ({ yTrue, yPred, weight }) => {
    const n = yTrue.length;
    const bias = average(n, weight, (i) => yTrue[i]! - yPred[i]!);
    const mean = average(n, weight, (i) => yTrue[i]!);
    return explainedShare(average(n, weight, (i) => (yTrue[i]! - yPred[i]! - bias) ** 2), average(n, weight, (i) => (yTrue[i]! - mean) ** 2));
  },
};
