import { exp } from '../../kernels/twins/exp.ts';
import type { Objective, Target } from './objective.ts';

/** Share of the weight in each class. */
export function classShares({ y, weight }: Target, K: number): Float64Array {
  const sums = new Float64Array(K);
  let total = 0;
  for (let i = 0; i < y.length; i++) {
    const w = weight === null ? 1 : weight[i]!;
    sums[y[i]!]! += w;
    total += w;
  }
  return sums.map((sum) => sum / total);
}

/** Derivatives of the log loss of K classes; hessians are p (1 − p) times `factor`. */
function softmax({ y, weight }: Target, K: number, factor: number): Objective['gradients'] {
  const p = new Float64Array(K);
  return (scores, pairs) => {
    for (let i = 0; i < y.length; i++) {
      let top = scores[0]![i]!;
      for (let k = 1; k < K; k++) top = Math.max(top, scores[k]![i]!);
      let sum = 0;
      for (let k = 0; k < K; k++) sum += p[k] = exp(scores[k]![i]! - top);
      const w = weight === null ? 1 : weight[i]!;
      for (let k = 0; k < K; k++) {
        const share = p[k]! / sum;
        const { gradient, hessian } = pairs[k]!;
        gradient[i] = (y[i] === k ? share - 1 : share) * w;
        hessian[i] = Math.max(factor * share * (1 - share), 1e-16) * w;
      }
    }
  };
}

/** XGBoost's `multi:softprob`: starts at the logarithms of the shares, centred; hessians are twice p (1 − p). */
export function xgboostSoftmax(name: string, metric: string, target: Target, K: number): Objective {
  const logs = classShares(target, K).map((share) => Math.log(share + 1e-6));
  const mean = logs.reduce((a, b) => a + b, 0) / K;
  return { name, outputs: K, link: 'softmax', metric, base: logs.map((v) => v - mean), gradients: softmax(target, K, 2), renew: null, idle: null, kernel: { name: 'softmax', target, factor: 2 } };
}

/** LightGBM's `multiclass`: starts at the logarithms of the shares; hessians are K / (K − 1) times p (1 − p). */
export function lightgbmSoftmax(name: string, metric: string, target: Target, K: number): Objective {
  const shares = classShares(target, K);
  return {
    name, outputs: K, link: 'softmax', metric, renew: null, kernel: { name: 'softmax', target, factor: K / (K - 1) },
    base: shares.map((share) => Math.log(Math.max(share, 1e-15))),
    gradients: softmax(target, K, K / (K - 1)),
    idle: Array.from(shares, (share) => share <= 1e-15 || share >= 1 - 1e-15),
  };
}
