import type { Metric } from '../core/metric.ts';
import { binaryOrMacro } from './precision-recall.ts';

export const precision: Metric = {
  type: 'precision',
  name: 'Precision',
  python: 'sklearn.metrics.precision_score',
  pythonArgs: { multiclass: "average='macro'" },
  help: 'Of the rows called positive, the share that are. With more than two classes, the mean over classes (macro).',
  tasks: ['binary', 'multiclass'],
  needs: 'labels',
  better: 'higher',
  best: 1,
  score: (s) => binaryOrMacro(s, 'precision'),
};
