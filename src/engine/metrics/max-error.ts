import type { Metric } from '../core/metric.ts';

export const maxError: Metric = {
  type: 'max-error',
  name: 'Largest error',
  python: 'sklearn.metrics.max_error',
  help: 'The worst error of all rows, in the unit of the target.',
  tasks: ['regression'],
  needs: 'labels',
  better: 'lower',
  best: 0,
  score: ({ yTrue, yPred }) => yTrue.reduce((worst, y, i) => Math.max(worst, Math.abs(y - yPred[i]!)), yTrue.length === 0 ? Number.NaN : 0),
};
