import { LEAF_SUMS, PRODUCT_STEP, loglossLeaves } from '../../../kernels/twins/oblivious.ts';
import { blocksOf, leafSumBytes } from './blocks.ts';
import { type LeafSums, type Loss, type LossKernels, type Target, emptySums, sumOfWeights, weightOf } from './loss.ts';

/** Logarithms of so many factors at once: none of them so large that their product could overflow. */
const LIMIT = 1e30;

/** Sums by leaf on the backend, block by block, of rows of weight one; `leafOf` null: all rows in one leaf. The blocks are added in their order. `known`: the leaves' weights where they are known. */
function kernelSums({ backend, sums }: LossKernels, { y }: Target, state: Float64Array, count: number, leafOf: Int32Array | null, leaves: number, shift: Float64Array, known: Float64Array | null): LeafSums {
  const { f64, i32 } = backend.memory;
  const blocks = blocksOf(count);
  const bytes = leafSumBytes(leaves);
  const by = sums + blocks.length * bytes;
  for (let leaf = 0; leaf < leaves; leaf++) f64[(by >> 3) + leaf] = Math.exp(shift[leaf]!);
  backend.run(loglossLeaves, blocks.map(([from, to], b) => [state.byteOffset, y.byteOffset, leafOf === null ? 0 : leafOf.byteOffset, from, to, by, leaves, sums + b * bytes, known === null ? 1 : 0]));
  const { der, der2, weight } = emptySums(leaves, 1, 1);
  let loss = 0;
  for (let b = 0; b < blocks.length; b++) {
    const at = (sums + b * bytes) >> 3;
    const end = at + leaves * LEAF_SUMS;
    for (let leaf = 0; leaf < leaves; leaf++) {
      der[leaf]! += f64[at + leaf * LEAF_SUMS]!;
      der2[leaf]! += f64[at + leaf * LEAF_SUMS + 1]!;
      weight[leaf]! += i32[(end + 4) * 2 + leaf]!;
    }
    loss += f64[end + 2]! * Math.log(PRODUCT_STEP) - Math.log(f64[end]!) - Math.log(f64[end + 1]!);
  }
  return { der, der2, weight: known ?? weight, loss };
}

/**
 * Logarithmic loss of a probability; `y` may lie between 0 and 1 (CatBoost's CrossEntropy). Rows keep e to their sum of trees,
 * so that neither derivatives nor the loss need an exponential or a logarithm a row.
 */
export function logloss(target: Target): Loss {
  const { y, weight: weights } = target;
  const hard = y.every((v) => v === 0 || v === 1);
  const kernels = hard ? (target.kernels ?? null) : null;
  /** Σ w (log(1 + e) − y log e): as logarithms of products where rows have weight one and the target is 0 or 1. */
  const lossOf = (e: Float64Array, count: number): number => {
    let [sum, product] = [0, 1];
    for (let i = 0; i < count; i++) {
      if (hard && weights === null) {
        const factor = y[i] === 1 ? 1 + 1 / e[i]! : 1 + e[i]!;
        if (factor > LIMIT) sum += Math.log(factor);
        else if ((product *= factor) > LIMIT) {
          sum += Math.log(product);
          product = 1;
        }
      } else sum += (weights === null ? 1 : weights[i]!) * (Math.log1p(e[i]!) - (y[i] === 0 ? 0 : y[i]! * Math.log(e[i]!)));
    }
    return sum + Math.log(product);
  };
  return {
    outputs: 1, exp: true, link: 'logistic', fullHessian: false, exact: null,
    gradient([state], count, [der]) {
      for (let i = 0; i < count; i++) der![i] = (y[i]! - 1 + 1 / (1 + state![i]!)) * (weights === null ? 1 : weights[i]!);
    },
    leafSums([state], count, leafOf, leaves, shift, known) {
      if (kernels !== null && weights === null) return kernelSums(kernels, target, state!, count, leafOf, leaves, shift, known ?? null);
      const { der, der2, weight } = emptySums(leaves, 1, 1);
      const by = shift.map(Math.exp);
      const e = new Float64Array(count);
      for (let i = 0; i < count; i++) {
        const leaf = leafOf[i]!;
        const w = weights === null ? 1 : weights[i]!;
        e[i] = state![i]! * by[leaf]!;
        const p = 1 - 1 / (1 + e[i]!);
        der[leaf]! += (y[i]! - p) * w;
        der2[leaf]! -= p * (1 - p) * w;
        weight[leaf]! += w;
      }
      return { der, der2, weight, loss: lossOf(e, count) };
    },
    total: ([state], count) => (kernels !== null && weights === null ? kernelSums(kernels, target, state!, count, null, 1, new Float64Array(1), Float64Array.of(count)).loss : lossOf(state!, count)),
    start: () => {
      const share = y.reduce((sum, v, i) => sum + v * weightOf(target, i), 0) / sumOfWeights(target);
      const p = Math.min(1 - 1e-12, Math.max(1e-12, share));
      return Float64Array.of(Math.log(p / (1 - p)));
    },
  };
}
