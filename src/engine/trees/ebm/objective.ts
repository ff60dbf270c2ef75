/**
 * What is boosted: gradients, hessians and loss from scores. Scores and gradients are rows × outputs, row-major: one output
 * for a regression and for two classes (log-odds of the second), one a class otherwise.
 */
export interface EbmObjective {
  readonly outputs: number;
  /** Fills gradients and hessians, times the row's weight; returns nothing. */
  readonly gradients: (scores: Float64Array, y: Float64Array, weight: Float64Array | null, g: Float64Array, h: Float64Array) => void;
  /** Weighted mean loss. */
  readonly loss: (scores: Float64Array, y: Float64Array, weight: Float64Array | null) => number;
  /** The best constant scores. */
  readonly intercept: (y: Float64Array, weight: Float64Array | null) => Float64Array;
}

const mean = (total: (i: number) => number, n: number, weight: Float64Array | null): number => {
  let sum = 0;
  let mass = 0;
  for (let i = 0; i < n; i++) {
    const w = weight === null ? 1 : weight[i]!;
    sum += w * total(i);
    mass += w;
  }
  return mass > 0 ? sum / mass : 0;
};

/** Squared error. */
export const squared: EbmObjective = {
  outputs: 1,
  gradients(scores, y, weight, g, h) {
    for (let i = 0; i < y.length; i++) {
      const w = weight === null ? 1 : weight[i]!;
      g[i] = w * (scores[i]! - y[i]!);
      h[i] = w;
    }
  },
  loss: (scores, y, weight) => mean((i) => (scores[i]! - y[i]!) ** 2, y.length, weight),
  intercept: (y, weight) => Float64Array.of(mean((i) => y[i]!, y.length, weight)),
};

/** Logarithm of a share that may be 0 or 1: far out, yet finite, so that one class without rows does not end the learning. */
const logOdds = (share: number): number => Math.log(Math.max(share, 1e-9) / Math.max(1 - share, 1e-9));

/** Log loss of two classes; y is 0 or 1. */
export const logistic: EbmObjective = {
  outputs: 1,
  gradients(scores, y, weight, g, h) {
    for (let i = 0; i < y.length; i++) {
      const p = 1 / (1 + Math.exp(-scores[i]!));
      const w = weight === null ? 1 : weight[i]!;
      g[i] = w * (p - y[i]!);
      h[i] = w * p * (1 - p);
    }
  },
  loss: (scores, y, weight) => mean((i) => {
    const margin = y[i] === 1 ? -scores[i]! : scores[i]!;
    return Math.max(margin, 0) + Math.log1p(Math.exp(-Math.abs(margin)));
  }, y.length, weight),
  intercept: (y, weight) => Float64Array.of(logOdds(mean((i) => y[i]!, y.length, weight))),
};

/** Log loss of several classes; y is the class. */
export const softmax = (K: number): EbmObjective => ({
  outputs: K,
  gradients(scores, y, weight, g, h) {
    for (let i = 0; i < y.length; i++) {
      const at = i * K;
      let most = -Infinity;
      for (let k = 0; k < K; k++) most = Math.max(most, scores[at + k]!);
      let sum = 0;
      for (let k = 0; k < K; k++) sum += (g[at + k] = Math.exp(scores[at + k]! - most));
      const w = weight === null ? 1 : weight[i]!;
      for (let k = 0; k < K; k++) {
        const p = g[at + k]! / sum;
        g[at + k] = w * (p - (y[i] === k ? 1 : 0));
        h[at + k] = w * p * (1 - p);
      }
    }
  },
  loss: (scores, y, weight) => mean((i) => {
    const at = i * K;
    let most = -Infinity;
    for (let k = 0; k < K; k++) most = Math.max(most, scores[at + k]!);
    let sum = 0;
    for (let k = 0; k < K; k++) sum += Math.exp(scores[at + k]! - most);
    return Math.log(sum) + most - scores[at + y[i]!]!;
  }, y.length, weight),
  intercept: (y, weight) => Float64Array.from({ length: K }, (_, k) => Math.log(Math.max(mean((i) => (y[i] === k ? 1 : 0), y.length, weight), 1e-9))),
});
