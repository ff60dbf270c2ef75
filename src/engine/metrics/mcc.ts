import type { Metric } from '../core/metric.ts';
import { confusionOf, correct } from './confusion.ts';

export const mcc: Metric = {
  type: 'mcc',
  name: 'MCC',
  python: 'sklearn.metrics.matthews_corrcoef',
  help: 'Correlation of the true with the predicted classes: 1 is perfect, 0 is guessing, even when classes are unbalanced.',
  tasks: ['binary', 'multiclass'],
  needs: 'labels',
  better: 'higher',
  best: 1,
  score: (s) => {
    const c = confusionOf(s);
    let together = 0;
    let truths = 0;
    let calls = 0;
    for (let k = 0; k < c.size; k++) {
      together += c.isClass[k]! * c.called[k]!;
      truths += c.isClass[k]! ** 2;
      calls += c.called[k]! ** 2;
    }
    const spread = (c.total ** 2 - calls) * (c.total ** 2 - truths);
    return spread === 0 ? 0 : (correct(c) * c.total - together) / Math.sqrt(spread);
  },
};
