import type { Memory } from '../memory.ts';
import { exp, exponential } from './exp.ts';

const LEAST = 1e-16;
/** What is not above it, NaN among it, is held at it. */
const atLeast = (h: number): number => (h > LEAST ? h : LEAST);

/**
 * Squared error over two: score − label, and 1, times the weight. Scores, labels and weights (0: all 1) are doubles, one a row;
 * gradients and hessians single precision.
 */
export function squaredGradients({ f64, f32 }: Memory, from: number, to: number, scores: number, labels: number, weights: number, gradient: number, hessian: number): void {
  for (let i = from; i < to; i++) {
    const w = weights === 0 ? 1 : f64[weights / 8 + i]!;
    f32[gradient / 4 + i] = (f64[scores / 8 + i]! - f64[labels / 8 + i]!) * w;
    f32[hessian / 4 + i] = w;
  }
}

/** Logistic loss of labels 0 and 1 on log-odds: p − label, and p (1 − p), at least 1e-16. */
export function logisticGradients({ f64, f32 }: Memory, from: number, to: number, scores: number, labels: number, weights: number, gradient: number, hessian: number): void {
  for (let i = from; i < to; i++) {
    const w = weights === 0 ? 1 : f64[weights / 8 + i]!;
    const [upper, lower] = exponential(-f64[scores / 8 + i]!);
    const p = lower / (lower + upper);
    f32[gradient / 4 + i] = (p - f64[labels / 8 + i]!) * w;
    f32[hessian / 4 + i] = atLeast(p * (1 - p)) * w;
  }
}

/** Cross entropy of class labels. `scores`, `gradient`, `hessian`: addresses (32 bits each) of an array an output; `factor`: address of what p (1 − p) is multiplied by. */
export function softmaxGradients({ f64, f32, u32 }: Memory, from: number, to: number, outputs: number, scores: number, labels: number, weights: number, gradient: number, hessian: number, factor: number): void {
  const at = (table: number, k: number): number => u32[table / 4 + k]!;
  const e = new Float64Array(outputs);
  for (let i = from; i < to; i++) {
    const w = weights === 0 ? 1 : f64[weights / 8 + i]!;
    let most = f64[at(scores, 0) / 8 + i]!;
    for (let k = 1; k < outputs; k++) {
      const score = f64[at(scores, k) / 8 + i]!;
      if (score > most) most = score;
    }
    let sum = 0;
    for (let k = 0; k < outputs; k++) {
      e[k] = exp(f64[at(scores, k) / 8 + i]! - most);
      sum += e[k]!;
    }
    for (let k = 0; k < outputs; k++) {
      const p = e[k]! / sum;
      f32[at(gradient, k) / 4 + i] = (p - Number(f64[labels / 8 + i] === k)) * w;
      f32[at(hessian, k) / 4 + i] = atLeast(f64[factor / 8]! * p * (1 - p)) * w;
    }
  }
}
