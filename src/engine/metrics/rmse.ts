import type { Metric } from '../core/metric.ts';
import { average } from './average.ts';

export const rmse: Metric = {
  type: 'rmse',
  name: 'RMSE',
  python: 'sklearn.metrics.root_mean_squared_error',
  help: 'Typical size of an error, in the unit of the target; large errors count more.',
  tasks: ['regression'],
  needs: 'labels',
  better: 'lower',
  best: 0,
  score: (s) => Math.sqrt(average(s.yTrue.length, s.weight, (i) => (s.yTrue[i]! - s.yPred[i]!) ** 2)),
};
