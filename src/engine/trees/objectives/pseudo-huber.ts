import { newtonStart } from './newton.ts';
import { type Objective, rowwise, single, type Target } from './objective.ts';

/** XGBoost's pseudo-Huber loss: a smooth bend at `slope`. */
export function pseudoHuber(name: string, metric: string, target: Target, slope: number): Objective {
  const square = slope * slope;
  const gradients = rowwise(target, (score, y, out) => {
    const z = score - y;
    const root = Math.sqrt(1 + (z * z) / square);
    out[0] = z / root;
    out[1] = square / ((square + z * z) * root);
  });
  return single(name, metric, 'identity', newtonStart(target.y.length, gradients), gradients);
}
