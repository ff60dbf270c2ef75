import { type Objective, rowwise, single, type Target } from './objective.ts';
import { type Percentile, renewal } from './percentiles.ts';

/** The pinball loss of quantile `alpha`: leaves hold that quantile of what is left of their rows. */
export const quantileError = (name: string, metric: string, target: Target, alpha: number, percentile: Percentile): Objective =>
  single(name, metric, 'identity', percentile(target.y, target.weight, alpha), rowwise(target, (score, y, out) => {
    out[0] = score >= y ? 1 - alpha : -alpha;
    out[1] = 1;
  }), renewal(target.y, target.weight, alpha, percentile));
