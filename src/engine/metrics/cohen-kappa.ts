import type { Metric } from '../core/metric.ts';
import { confusionOf, correct } from './confusion.ts';

export const cohenKappa: Metric = {
  type: 'cohen-kappa',
  name: 'Cohen’s kappa',
  python: 'sklearn.metrics.cohen_kappa_score',
  help: 'Accuracy beyond what naming classes at random, as often as they occur, would reach: 1 is perfect, 0 is chance.',
  tasks: ['binary', 'multiclass'],
  needs: 'labels',
  better: 'higher',
  best: 1,
  score: (s) => {
    const c = confusionOf(s);
    let byChance = 0;
    for (let k = 0; k < c.size; k++) byChance += (c.isClass[k]! * c.called[k]!) / c.total;
    const room = c.total - byChance;
    return room === 0 ? Number.NaN : 1 - (c.total - correct(c)) / room;
  },
};
