import { type Objective, single, type Target } from './objective.ts';
import { lightgbmPercentile, renewal } from './percentiles.ts';

/** LightGBM's relative error: |score − y| / max(1, |y|). */
export function mape(name: string, metric: string, { y, weight }: Target): Objective {
  const share = Float64Array.from(y, (v, i) => (weight === null ? 1 : weight[i]!) / Math.max(1, Math.abs(v)));
  return single(name, metric, 'identity', lightgbmPercentile(y, share, 0.5), ([score], [pair]) => {
    const { gradient, hessian } = pair!;
    for (let i = 0; i < y.length; i++) {
      gradient[i] = Math.sign(score![i]! - y[i]!) * share[i]!;
      hessian[i] = weight === null ? 1 : weight[i]!;
    }
  }, renewal(y, share, 0.5, lightgbmPercentile));
}
