import type { Metric } from '../core/metric.ts';
import { weighted } from './precision-recall.ts';

export const precisionWeighted: Metric = {
  type: 'precision-weighted',
  name: 'Precision (weighted)',
  python: 'sklearn.metrics.precision_score',
  pythonArgs: { multiclass: "average='weighted'" },
  help: 'Precision of every class, averaged with the classes as heavy as they have rows.',
  tasks: ['multiclass'],
  needs: 'labels',
  better: 'higher',
  best: 1,
  score: (s) => weighted(s, 'precision'),
};
