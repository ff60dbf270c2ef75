import type { Metric } from '../core/metric.ts';
import { pinball } from './pinball.ts';

export const pinball10: Metric = {
  type: 'pinball-10',
  name: 'Pinball loss (10 %)',
  python: 'sklearn.metrics.mean_pinball_loss',
  pythonArgs: { regression: 'alpha=0.1' },
  help: 'For predictions meant to lie above the truth in 10 % of the rows: small when they do so closely.',
  tasks: ['regression'],
  needs: 'labels',
  better: 'lower',
  best: 0,
  score: (s) => pinball(s, 0.1),
};
