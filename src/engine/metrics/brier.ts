import type { Metric } from '../core/metric.ts';
import { average } from './average.ts';
import { classCount } from './confusion.ts';

export const brier: Metric = {
  type: 'brier',
  name: 'Brier score',
  python: 'sklearn.metrics.brier_score_loss',
  help: 'Mean squared distance between the probabilities and what happened; 0 is perfect. Up to 1 with two classes, up to 2 with more.',
  tasks: ['binary', 'multiclass'],
  needs: 'probabilities',
  better: 'lower',
  best: 0,
  score: (s) => {
    const { proba } = s;
    if (proba === null) return Number.NaN;
    const size = classCount(s);
    const squares = average(s.yTrue.length, s.weight, (i) => {
      let sum = 0;
      for (let k = 0; k < size; k++) sum += ((s.yTrue[i] === k ? 1 : 0) - proba[i * size + k]!) ** 2;
      return sum;
    });
    return size <= 2 ? squares / 2 : squares;
  },
};
