import { type Objective, rowwise, single, type Target } from './objective.ts';
import { type Percentile, renewal } from './percentiles.ts';

/** |score − y|: leaves hold the median of what is left of their rows. */
export const absoluteError = (name: string, metric: string, target: Target, percentile: Percentile): Objective =>
  single(name, metric, 'identity', percentile(target.y, target.weight, 0.5), rowwise(target, (score, y, out) => {
    out[0] = Math.sign(score - y);
    out[1] = 1;
  }), renewal(target.y, target.weight, 0.5, percentile));
