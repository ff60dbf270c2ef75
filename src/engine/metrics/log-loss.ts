import type { Metric } from '../core/metric.ts';
import { average } from './average.ts';
import { classCount } from './confusion.ts';

export const logLoss: Metric = {
  type: 'log-loss',
  name: 'Log loss',
  python: 'sklearn.metrics.log_loss',
  help: 'How surprised the model was by the truth: small when it is sure and right, large when it is sure and wrong.',
  tasks: ['binary', 'multiclass'],
  needs: 'probabilities',
  better: 'lower',
  best: 0,
  score: (s) => {
    const { proba } = s;
    if (proba === null) return Number.NaN;
    const size = classCount(s);
    // Probabilities of exactly 0 would cost infinitely much; scikit-learn clips them by the machine precision.
    return average(s.yTrue.length, s.weight, (i) => -Math.log(Math.min(1 - Number.EPSILON, Math.max(Number.EPSILON, proba[i * size + s.yTrue[i]!]!))));
  },
};
