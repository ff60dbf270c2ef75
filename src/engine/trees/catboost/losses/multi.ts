import { type Loss, type Target, emptySums, weightOf } from './loss.ts';

/** Softmax over `outputs` classes; steps of a leaf solve for all classes at once. */
export function multiClass(target: Target, outputs: number): Loss {
  const { y } = target;
  const K = outputs;
  const p = new Float64Array(K);
  /** Fills `p`; returns the loss. */
  const probabilities = (state: readonly Float64Array[], row: number, shift: Float64Array | null, leaf: number): number => {
    let most = -Infinity;
    for (let k = 0; k < K; k++) {
      p[k] = state[k]![row]! + (shift === null ? 0 : shift[leaf * K + k]!);
      most = Math.max(most, p[k]!);
    }
    const own = p[y[row]!]! - most;
    let sum = 0;
    for (let k = 0; k < K; k++) sum += p[k] = Math.exp(p[k]! - most);
    for (let k = 0; k < K; k++) p[k]! /= sum;
    return Math.log(sum) - own;
  };
  return {
    outputs, exp: false, link: 'softmax', fullHessian: true, exact: null, start: null,
    gradient(state, count, out) {
      for (let i = 0; i < count; i++) {
        const w = weightOf(target, i);
        probabilities(state, i, null, 0);
        for (let k = 0; k < K; k++) out[k]![i] = ((y[i] === k ? 1 : 0) - p[k]!) * w;
      }
    },
    leafSums(state, count, leafOf, leaves, shift) {
      const second = (K * (K + 1)) / 2;
      const { der, der2, weight } = emptySums(leaves, K, second);
      let loss = 0;
      for (let i = 0; i < count; i++) {
        const leaf = leafOf[i]!;
        const w = weightOf(target, i);
        loss += w * probabilities(state, i, shift, leaf);
        weight[leaf]! += w;
        let at = leaf * second;
        for (let k = 0; k < K; k++) {
          der[leaf * K + k]! += ((y[i] === k ? 1 : 0) - p[k]!) * w;
          der2[at++]! += p[k]! * (p[k]! - 1) * w;
          for (let j = k + 1; j < K; j++) der2[at++]! += p[k]! * p[j]! * w;
        }
      }
      return { der, der2, weight, loss };
    },
    total(state, count) {
      let loss = 0;
      for (let i = 0; i < count; i++) loss += weightOf(target, i) * probabilities(state, i, null, 0);
      return loss;
    },
  };
}

/** A logistic loss for each class against the rest. */
export function oneVsAll(target: Target, outputs: number): Loss {
  const { y } = target;
  const K = outputs;
  const lossOf = (p: number, is: boolean): number => -Math.log(Math.max(1e-300, is ? p : 1 - p)) / K;
  const sigmoid = (a: number): number => 1 / (1 + Math.exp(-a));
  return {
    outputs, exp: false, link: 'logistic', fullHessian: false, exact: null, start: null,
    gradient(state, count, out) {
      for (let i = 0; i < count; i++) for (let k = 0; k < K; k++) out[k]![i] = ((y[i] === k ? 1 : 0) - sigmoid(state[k]![i]!)) * weightOf(target, i);
    },
    leafSums(state, count, leafOf, leaves, shift) {
      const { der, der2, weight } = emptySums(leaves, K, K);
      let loss = 0;
      for (let i = 0; i < count; i++) {
        const leaf = leafOf[i]!;
        const w = weightOf(target, i);
        weight[leaf]! += w;
        for (let k = 0; k < K; k++) {
          const p = sigmoid(state[k]![i]! + shift[leaf * K + k]!);
          der[leaf * K + k]! += ((y[i] === k ? 1 : 0) - p) * w;
          der2[leaf * K + k]! -= p * (1 - p) * w;
          loss += w * lossOf(p, y[i] === k);
        }
      }
      return { der, der2, weight, loss };
    },
    total(state, count) {
      let loss = 0;
      for (let i = 0; i < count; i++) for (let k = 0; k < K; k++) loss += weightOf(target, i) * lossOf(sigmoid(state[k]![i]!), y[i] === k);
      return loss;
    },
  };
}
