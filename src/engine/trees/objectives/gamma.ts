import { exp } from '../../kernels/twins/exp.ts';
import { positive } from './labels.ts';
import { weightedMean } from './mean.ts';
import { type Objective, rowwise, single, type Target } from './objective.ts';

/** score + y · exp(−score), for amounts above zero. */
export function gamma(name: string, metric: string, target: Target): Objective {
  positive(target.y, name);
  return single(name, metric, 'exp', Math.log(weightedMean(target)), rowwise(target, (score, y, out) => {
    const ratio = y * exp(-score);
    out[0] = 1 - ratio;
    out[1] = ratio;
  }));
}
