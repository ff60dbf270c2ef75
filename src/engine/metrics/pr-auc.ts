import type { Metric } from '../core/metric.ts';
import { oneVsRest } from './one-vs-rest.ts';
import { averagePrecision } from './ranking.ts';

export const prAuc: Metric = {
  type: 'pr-auc',
  name: 'PR AUC',
  python: 'sklearn.metrics.average_precision_score',
  help: 'Average precision over all recalls; looks at the rare class, so it suits unbalanced data. With more than two classes, the mean of each against the rest.',
  tasks: ['binary', 'multiclass'],
  needs: 'probabilities',
  better: 'higher',
  best: 1,
  score: (s) => oneVsRest(s, averagePrecision),
};
