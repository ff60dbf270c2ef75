import type { Metric } from '../core/metric.ts';
import { micro } from './precision-recall.ts';

export const f1Micro: Metric = {
  type: 'f1-micro',
  name: 'F1 (micro)',
  python: 'sklearn.metrics.f1_score',
  pythonArgs: { multiclass: "average='micro'" },
  help: 'F1 over all classes counted together; with one class a row it is the accuracy.',
  tasks: ['multiclass'],
  needs: 'labels',
  better: 'higher',
  best: 1,
  score: micro,
};
