import type { Metric } from '../core/metric.ts';
import { confusionOf } from './confusion.ts';
import { partOf } from './precision-recall.ts';

export const balancedAccuracy: Metric = {
  type: 'balanced-accuracy',
  name: 'Balanced accuracy',
  python: 'sklearn.metrics.balanced_accuracy_score',
  help: 'Accuracy in which every class counts the same, however few rows it has: the mean of the recalls.',
  tasks: ['binary', 'multiclass'],
  needs: 'labels',
  better: 'higher',
  best: 1,
  score: (s) => {
    const c = confusionOf(s);
    const occurring = c.present.filter((k) => c.isClass[k]! > 0);
    return occurring.reduce((sum, k) => sum + partOf(c, k, 'recall'), 0) / occurring.length;
  },
};
