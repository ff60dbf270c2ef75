import { weightedMean } from './mean.ts';
import { type Objective, rowwise, single, type Target } from './objective.ts';

/** ½ (score − y)². */
export const squaredError = (name: string, metric: string, target: Target): Objective => ({
  ...single(name, metric, 'identity', weightedMean(target), rowwise(target, (score, y, out) => {
    out[0] = score - y;
    out[1] = 1;
  })),
  kernel: { name: 'squared', target, factor: 1 },
});
