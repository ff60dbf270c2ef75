import { type Loss, type Target, emptySums, sumOfWeights, weightOf } from './loss.ts';

/** Logarithms of so many factors at once: none of them so large that their product could overflow. */
const LIMIT = 1e30;

/**
 * Logarithmic loss of a probability; `y` may lie between 0 and 1 (CatBoost's CrossEntropy). Rows keep e to their sum of trees,
 * so that neither derivatives nor the loss need an exponential or a logarithm a row.
 */
export function logloss(target: Target): Loss {
  const { y } = target;
  /** Adds Σ w (log(1 + e) − y log e): as logarithms of products where rows have weight one and the target is 0 or 1. */
  const adder = () => {
    let [sum, product] = [0, 1];
    return {
      add(e: number, t: number, w: number): void {
        const factor = t === 1 ? 1 + 1 / e : 1 + e;
        if (w === 1 && (t === 0 || t === 1) && factor < LIMIT) {
          product *= factor;
          if (product < LIMIT) return;
          sum += Math.log(product);
          product = 1;
        } else {
          sum += w * (Math.log1p(e) - t * Math.log(e));
        }
      },
      end: (): number => sum + Math.log(product),
    };
  };
  return {
    outputs: 1, exp: true, link: 'logistic', fullHessian: false, exact: null,
    gradient([state], count, [der]) {
      for (let i = 0; i < count; i++) der![i] = (y[i]! - 1 + 1 / (1 + state![i]!)) * weightOf(target, i);
    },
    leafSums([state], count, leafOf, leaves, shift) {
      const { der, der2, weight } = emptySums(leaves, 1, 1);
      const by = shift.map(Math.exp);
      const loss = adder();
      for (let i = 0; i < count; i++) {
        const leaf = leafOf[i]!;
        const w = weightOf(target, i);
        const e = state![i]! * by[leaf]!;
        const p = 1 - 1 / (1 + e);
        der[leaf]! += (y[i]! - p) * w;
        der2[leaf]! -= p * (1 - p) * w;
        weight[leaf]! += w;
        loss.add(e, y[i]!, w);
      }
      return { der, der2, weight, loss: loss.end() };
    },
    total([state], count) {
      const loss = adder();
      for (let i = 0; i < count; i++) loss.add(state![i]!, y[i]!, weightOf(target, i));
      return loss.end();
    },
    start: () => {
      const share = y.reduce((sum, v, i) => sum + v * weightOf(target, i), 0) / sumOfWeights(target);
      const p = Math.min(1 - 1e-12, Math.max(1e-12, share));
      return Float64Array.of(Math.log(p / (1 - p)));
    },
  };
}
