import type { Metric } from '../core/metric.ts';
import { binaryOrMacro } from './precision-recall.ts';

export const f1: Metric = {
  type: 'f1',
  name: 'F1',
  python: 'sklearn.metrics.f1_score',
  pythonArgs: { multiclass: "average='macro'" },
  help: 'One number for precision and recall together (harmonic mean). With more than two classes, the mean over classes (macro).',
  tasks: ['binary', 'multiclass'],
  needs: 'labels',
  better: 'higher',
  best: 1,
  score: (s) => binaryOrMacro(s, 'f1'),
};
