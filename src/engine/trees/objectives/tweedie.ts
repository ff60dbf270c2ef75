import { exp } from '../../kernels/twins/exp.ts';
import { nonNegative } from './labels.ts';
import { weightedMean } from './mean.ts';
import { type Objective, rowwise, single, type Target } from './objective.ts';

/** Amounts that are often exactly zero, such as insurance claims; `power` lies between 1 (counts) and 2 (gamma). */
export function tweedie(name: string, metric: string, target: Target, power: number): Objective {
  nonNegative(target.y, name);
  return single(name, metric, 'exp', Math.log(weightedMean(target)), rowwise(target, (score, y, out) => {
    const a = y * exp((1 - power) * score);
    const b = exp((2 - power) * score);
    out[0] = b - a;
    out[1] = (2 - power) * b - (1 - power) * a;
  }));
}
