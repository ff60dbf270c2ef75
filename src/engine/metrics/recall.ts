import type { Metric } from '../core/metric.ts';
import { binaryOrMacro } from './precision-recall.ts';

export const recall: Metric = {
  type: 'recall',
  name: 'Recall',
  python: 'sklearn.metrics.recall_score',
  pythonArgs: { multiclass: "average='macro'" },
  help: 'Of the rows that are positive, the share that were found. With more than two classes, the mean over classes (macro).',
  tasks: ['binary', 'multiclass'],
  needs: 'labels',
  better: 'higher',
  best: 1,
  score: (s) => binaryOrMacro(s, 'recall'),
};
