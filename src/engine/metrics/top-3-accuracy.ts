import type { Metric } from '../core/metric.ts';
import { average } from './average.ts';
import { classCount } from './confusion.ts';

export const top3Accuracy: Metric = {
  type: 'top-3-accuracy',
  name: 'Top-3 accuracy',
  python: 'sklearn.metrics.top_k_accuracy_score',
  pythonArgs: { multiclass: 'k=3' },
  help: 'Share of the rows whose class is among the three the model thinks most likely.',
  tasks: ['multiclass'],
  needs: 'probabilities',
  better: 'higher',
  best: 1,
  score: (s) => {
    const { proba } = s;
    if (proba === null) return Number.NaN;
    const size = classCount(s);
    return average(s.yTrue.length, s.weight, (i) => {
      const own = s.yTrue[i]!;
      let ahead = 0;
      // Of equal probabilities scikit-learn takes the later class first.
      for (let k = 0; k < size; k++) if (proba[i * size + k]! > proba[i * size + own]! || (k > own && proba[i * size + k] === proba[i * size + own])) ahead++;
      return ahead < 3 ? 1 : 0;
    });
  },
};
