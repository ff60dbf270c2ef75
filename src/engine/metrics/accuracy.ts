import type { Metric } from '../core/metric.ts';
import { confusionOf, correct } from './confusion.ts';

export const accuracy: Metric = {
  type: 'accuracy',
  name: 'Accuracy',
  python: 'sklearn.metrics.accuracy_score',
  help: 'Share of the rows whose class was named right.',
  tasks: ['binary', 'multiclass'],
  needs: 'labels',
  better: 'higher',
  best: 1,
  score: (s) => {
    const c = confusionOf(s);
    return correct(c) / c.total;
  },
};
