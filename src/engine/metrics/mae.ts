import type { Metric } from '../core/metric.ts';
import { average } from './average.ts';

export const mae: Metric = {
  type: 'mae',
  name: 'MAE',
  python: 'sklearn.metrics.mean_absolute_error',
  help: 'Mean size of an error, in the unit of the target.',
  tasks: ['regression'],
  needs: 'labels',
  better: 'lower',
  best: 0,
  score: (s) => average(s.yTrue.length, s.weight, (i) => Math.abs(s.yTrue[i]! - s.yPred[i]!)),
};
