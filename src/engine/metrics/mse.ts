import type { Metric } from '../core/metric.ts';
import { average } from './average.ts';

export const mse: Metric = {
  type: 'mse',
  name: 'MSE',
  python: 'sklearn.metrics.mean_squared_error',
  help: 'Mean of the squared errors; large errors count much more than small ones.',
  tasks: ['regression'],
  needs: 'labels',
  better: 'lower',
  best: 0,
  score: (s) => average(s.yTrue.length, s.weight, (i) => (s.yTrue[i]! - s.yPred[i]!) ** 2),
};
