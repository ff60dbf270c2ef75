import type { Metric } from '../core/metric.ts';
import { average } from './average.ts';

export const mape: Metric = {
  type: 'mape',
  name: 'MAPE',
  python: 'sklearn.metrics.mean_absolute_percentage_error',
  help: 'Mean error as a share of the true value (0.1 is 10 %); meaningless where true values are near 0.',
  tasks: ['regression'],
  needs: 'labels',
  better: 'lower',
  best: 0,
  score: (s) => average(s.yTrue.length, s.weight, (i) => Math.abs(s.yTrue[i]! - s.yPred[i]!) / Math.max(Math.abs(s.yTrue[i]!), Number.EPSILON)),
};
