import { checkLabels } from './labels.ts';
import { newtonStart } from './newton.ts';
import { type Objective, rowwise, single, type Target } from './objective.ts';

/** ½ (log(score + 1) − log(y + 1))². */
export function squaredLogError(name: string, metric: string, target: Target): Objective {
  checkLabels(target.y, name, (v) => v > -1, 'above −1');
  const gradients = rowwise(target, (score, y, out) => {
    const p = Math.max(score, -1 + 1e-6) + 1;
    const left = Math.log(p) - Math.log(y + 1);
    out[0] = left / p;
    out[1] = Math.max((1 - left) / (p * p), 1e-6);
  });
  return single(name, metric, 'identity', newtonStart(target.y.length, gradients), gradients);
}
