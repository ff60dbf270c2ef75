import type { Loss, Target } from './loss.ts';
import { sumOfWeights, weightOf } from './loss.ts';
import { rowLoss } from './row-loss.ts';

const EPSILON = 2.220446049250313e-16;

/**
 * CatBoost's weighted quantile: the first value up to which `alpha` of the weight lies, moved by `delta` towards the side where
 * less is lost.
 */
export function weightedQuantile(values: Float32Array, weights: Float64Array, alpha: number, delta: number): number {
  if (values.length === 0) return 0;
  const order = Uint32Array.from(values, (_, i) => i).sort((a, b) => values[a]! - values[b]! || a - b);
  const need = weights.reduce((a, b) => a + b, 0) * alpha;
  let sum = 0;
  let at = order.length - 1;
  for (let i = 0; i < order.length; i++) {
    sum += weights[order[i]!]!;
    if (sum >= need - EPSILON) {
      at = i;
      break;
    }
  }
  const q = values[order[at]!]!;
  if (delta === 0) return q;
  let [less, equal] = [0, 0];
  for (let i = 0; i < values.length; i++) {
    if (values[i]! < q) less += weights[i]!;
    else if (values[i] === q) equal += weights[i]!;
  }
  return less + equal * alpha >= need - EPSILON ? q - delta : q + delta;
}

/** Best step of every leaf: the quantile of what is left of its rows. */
function leafQuantiles({ y }: Target, weights: (row: number, rest: number) => number, state: Float64Array, count: number, leafOf: Int32Array, leaves: number, alpha: number, delta: number): Float64Array {
  const sizes = new Int32Array(leaves);
  for (let i = 0; i < count; i++) sizes[leafOf[i]!]!++;
  const rests = Array.from(sizes, (size) => new Float32Array(size));
  const own = Array.from(sizes, (size) => new Float64Array(size));
  sizes.fill(0);
  for (let i = 0; i < count; i++) {
    const leaf = leafOf[i]!;
    const at = sizes[leaf]!++;
    rests[leaf]![at] = y[i]! - state[i]!;
    own[leaf]![at] = weights(i, rests[leaf]![at]!);
  }
  return Float64Array.from(rests, (values, leaf) => weightedQuantile(values, own[leaf]!, alpha, delta));
}

/** Pinball loss at `alpha`; CatBoost's MAE is alpha = 0.5, whose loss is twice the pinball loss. */
export function quantile(target: Target, alpha: number, scale = 1): Loss {
  const delta = 1e-6;
  const weights = (row: number): number => weightOf(target, row);
  return rowLoss(target, (a, y, out) => {
    const e = y - a;
    out[0] = Math.abs(e) < delta ? 0 : e > 0 ? alpha : alpha - 1;
    out[1] = 0;
    out[2] = scale * (e > 0 ? alpha * e : (alpha - 1) * e);
  }, {
    exact: ([state], count, leafOf, leaves) => leafQuantiles(target, weights, state!, count, leafOf, leaves, alpha, delta),
    start: () => Float64Array.of(weightedQuantile(Float32Array.from(target.y), Float64Array.from(target.y, (_, i) => weights(i)), alpha, delta)),
  });
}

/** Absolute error relative to the target, or to 1 where the target is smaller than that. */
export function mape(target: Target): Loss {
  const { y } = target;
  const weights = (row: number, size: number): number => weightOf(target, row) / Math.max(1, Math.abs(size));
  return rowLoss(target, (a, t, out) => {
    const e = t - a;
    const size = Math.max(1, Math.abs(t));
    out[0] = (e > 0 ? 1 : -1) / size;
    out[1] = 0;
    out[2] = Math.abs(e) / size;
  }, {
    // CatBoost weighs by what is left of the target, not by the target, when it seeks a leaf's value.
    exact: ([state], count, leafOf, leaves) => leafQuantiles(target, weights, state!, count, leafOf, leaves, 0.5, 0),
    start: () => Float64Array.of(weightedQuantile(Float32Array.from(y), Float64Array.from(y, (v, i) => weights(i, v)), 0.5, 0)),
  });
}

/** Squared error, weighted by `alpha` above and 1 − alpha below. */
export function expectile(target: Target, alpha: number): Loss {
  return rowLoss(target, (a, y, out) => {
    const e = y - a;
    const side = e > 0 ? alpha : 1 - alpha;
    out[0] = 2 * side * e;
    out[1] = -2 * side;
    out[2] = side * e * e;
  });
}

export function rmse(target: Target): Loss {
  const { y } = target;
  return rowLoss(target, (a, t, out) => {
    const e = t - a;
    out[0] = e;
    out[1] = -1;
    out[2] = e * e;
  }, { start: () => Float64Array.of(y.reduce((sum, v, i) => sum + v * weightOf(target, i), 0) / sumOfWeights(target)) });
}
