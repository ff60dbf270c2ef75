import type { Metric } from '../core/metric.ts';
import { oneVsRest } from './one-vs-rest.ts';
import { rocArea } from './ranking.ts';

export const rocAuc: Metric = {
  type: 'roc-auc',
  name: 'ROC AUC',
  python: 'sklearn.metrics.roc_auc_score',
  pythonArgs: { multiclass: "multi_class='ovr'" },
  help: 'Chance that a positive row gets a higher score than a negative one; 0.5 is guessing. With more than two classes, the mean of each against the rest.',
  tasks: ['binary', 'multiclass'],
  needs: 'probabilities',
  better: 'higher',
  best: 1,
  score: (s) => oneVsRest(s, rocArea),
};
