import type { Metric } from '../core/metric.ts';
import { weighted } from './precision-recall.ts';

export const f1Weighted: Metric = {
  type: 'f1-weighted',
  name: 'F1 (weighted)',
  python: 'sklearn.metrics.f1_score',
  pythonArgs: { binary: "average='weighted'", multiclass: "average='weighted'" },
  help: 'F1 of every class, averaged with the classes as heavy as they have rows.',
  tasks: ['binary', 'multiclass'],
  needs: 'labels',
  better: 'higher',
  best: 1,
  score: (s) => weighted(s, 'f1'),
};
