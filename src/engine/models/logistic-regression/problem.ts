import type { Matrix } from '../../../frame/matrix.ts';

/**
 * The training rows with every column moved to mean zero and brought to the scale on which the loss bends about as much
 * in all directions. A change of variables only: the optimum is that of the original columns, found in far fewer steps.
 */
export interface Problem {
  readonly rows: number;
  readonly p: number;
  /** rows × p row-major. */
  readonly Z: Float64Array;
  readonly mean: Float64Array;
  readonly scale: Float64Array;
  /** Weight of each row, summing to one. */
  readonly weight: Float64Array;
  /** λ of λ/2·‖coef‖² in the original columns. */
  readonly l2: number;
  readonly fitIntercept: boolean;
}

export function prepare(X: Matrix, weight: Float64Array, l2: number, fitIntercept: boolean): Problem {
  const p = X.columns.length;
  const { rows } = X;
  const mean = new Float64Array(p);
  const scale = new Float64Array(p);
  const Z = new Float64Array(rows * p);
  if (fitIntercept) {
    for (let pass = 0; pass < 2; pass++) {
      const rest = new Float64Array(p);
      for (let i = 0; i < rows; i++) for (let j = 0; j < p; j++) rest[j]! += weight[i]! * (X.values[i * p + j]! - mean[j]!);
      for (let j = 0; j < p; j++) mean[j]! += rest[j]!;
    }
  }
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < p; j++) {
      const z = X.values[i * p + j]! - mean[j]!;
      Z[i * p + j] = z;
      scale[j]! += weight[i]! * z * z;
    }
  }
  const factor = new Float64Array(p);
  for (let j = 0; j < p; j++) {
    // A spread that rounding of the mean explains is none: the column is constant.
    const constant = Math.sqrt(scale[j]!) <= 16 * Number.EPSILON * Math.abs(mean[j]!);
    scale[j] = Math.sqrt((constant ? 0 : scale[j]! / 4) + l2) || 1;
    factor[j] = constant ? 0 : 1 / scale[j]!;
  }
  for (let i = 0; i < rows; i++) for (let j = 0; j < p; j++) Z[i * p + j]! *= factor[j]!;
  return { rows, p, Z, mean, scale, weight, l2, fitIntercept };
}

/** Adds the l2 term and its gradient; `v` holds outputs × p scaled coefficients first. */
function addPenalty({ p, scale, l2 }: Problem, outputs: number, v: Float64Array, gradient: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < outputs; k++) {
    for (let j = 0; j < p; j++) {
      const u = v[k * p + j]! / scale[j]!;
      sum += u * u;
      gradient[k * p + j]! += (l2 * u) / scale[j]!;
    }
  }
  return 0.5 * l2 * sum;
}

/** Mean logistic loss of y ∈ {0, 1}; `v` is p coefficients and the intercept. */
export function binaryLoss(problem: Problem, y: Float64Array): (v: Float64Array, gradient: Float64Array) => number {
  const { rows, p, Z, weight, fitIntercept } = problem;
  return (v, gradient) => {
    gradient.fill(0);
    let loss = 0;
    for (let i = 0; i < rows; i++) {
      const at = i * p;
      let z = v[p]!;
      for (let j = 0; j < p; j++) z += v[j]! * Z[at + j]!;
      // One exponential gives both ln(1 + exp(±z)) and the probability.
      const e = Math.exp(-Math.abs(z));
      loss += weight[i]! * (Math.log1p(e) + (z > 0 === (y[i] === 1) ? 0 : Math.abs(z)));
      const r = weight[i]! * ((z > 0 ? 1 : e) / (1 + e) - y[i]!);
      for (let j = 0; j < p; j++) gradient[j]! += r * Z[at + j]!;
      gradient[p]! += r;
    }
    if (!fitIntercept) gradient[p] = 0;
    return loss + addPenalty(problem, 1, v, gradient);
  };
}

/** Mean cross-entropy of classes 0 … K − 1; `v` is K × p coefficients, then K intercepts. */
export function multinomialLoss(problem: Problem, y: Float64Array, K: number): (v: Float64Array, gradient: Float64Array) => number {
  const { rows, p, Z, weight, fitIntercept } = problem;
  const z = new Float64Array(K);
  return (v, gradient) => {
    gradient.fill(0);
    let loss = 0;
    for (let i = 0; i < rows; i++) {
      const at = i * p;
      let top = -Infinity;
      for (let k = 0; k < K; k++) {
        let sum = v[K * p + k]!;
        for (let j = 0; j < p; j++) sum += v[k * p + j]! * Z[at + j]!;
        z[k] = sum;
        top = Math.max(top, sum);
      }
      let total = 0;
      for (let k = 0; k < K; k++) total += Math.exp(z[k]! - top);
      loss += weight[i]! * (top + Math.log(total) - z[y[i]!]!);
      for (let k = 0; k < K; k++) {
        const r = weight[i]! * (Math.exp(z[k]! - top) / total - (y[i] === k ? 1 : 0));
        for (let j = 0; j < p; j++) gradient[k * p + j]! += r * Z[at + j]!;
        gradient[K * p + k]! += r;
      }
    }
    if (!fitIntercept) gradient.fill(0, K * p);
    return loss + addPenalty(problem, K, v, gradient);
  };
}
