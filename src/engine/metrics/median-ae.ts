import type { Metric } from '../core/metric.ts';
import { median, weightedMedian } from './median.ts';

export const medianAe: Metric = {
  type: 'median-ae',
  name: 'Median AE',
  python: 'sklearn.metrics.median_absolute_error',
  help: 'Half of the rows have an error smaller than this; a few wild rows do not change it.',
  tasks: ['regression'],
  needs: 'labels',
  better: 'lower',
  best: 0,
  score: ({ yTrue, yPred, weight }) => {
    const errors = yTrue.map((y, i) => Math.abs(y - yPred[i]!));
    return weight === null ? median(errors) : weightedMedian(errors, weight);
  },
};
