import { exp } from '../../kernels/twins/exp.ts';
import { nonNegative } from './labels.ts';
import { weightedMean } from './mean.ts';
import { type Objective, rowwise, single, type Target } from './objective.ts';

/** exp(score) − y · score, for counts. `maxDeltaStep` makes second derivatives larger, so that steps stay small. */
export function poisson(name: string, metric: string, target: Target, maxDeltaStep: number): Objective {
  nonNegative(target.y, name);
  const larger = exp(maxDeltaStep);
  return single(name, metric, 'exp', Math.log(weightedMean(target)), rowwise(target, (score, y, out) => {
    const p = exp(score);
    out[0] = p - y;
    out[1] = p * larger;
  }));
}
