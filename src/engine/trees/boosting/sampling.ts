import { mix, uniformAt } from '../../core/random.ts';
import type { GradientPair } from '../objectives/objective.ts';

/**
 * The rows one tree is grown on, ascending; `null` for all. A function of seed, round and tree alone, so that a resumed training draws
 * what the uninterrupted one would have drawn. `pairs` are the derivatives of every output; what samples by them makes those of the rows it keeps larger.
 */
export type RowSampler = (round: number, tree: number, pairs: readonly GradientPair[]) => Uint32Array | null;

export const everyRow: RowSampler = () => null;

const STREAM = 31;

/** Each row by itself with probability `share(row)`, or with all rows of its group; one row where chance left none. */
function drawn(rows: number, key: number, share: (row: number) => number, groups: Int32Array | null = null): Uint32Array {
  const kept = new Uint32Array(rows);
  let n = 0;
  for (let i = 0; i < rows; i++) if (uniformAt(key, groups?.[i] ?? i) < share(i)) kept[n++] = i;
  if (n === 0) kept[n++] = Math.floor(uniformAt(key, rows) * rows);
  return kept.slice(0, n);
}

/** XGBoost's `subsample`: anew for every tree. */
export const subsample = (rows: number, share: number, seed: number): RowSampler => (round, tree) =>
  drawn(rows, mix(seed, STREAM, round, tree), () => share);

/** What the squared hessian counts beside the squared gradient. */
const MVS_LAMBDA = 0.1;

/** The size under which rows are drawn, so that `wanted` of them are kept on average: the sum of min(1, size / threshold) is `wanted`. */
function mvsThreshold(sizes: Float64Array, wanted: number): number {
  const sorted = sizes.slice().sort();
  let sum = sorted.reduce((a, b) => a + b, 0);
  for (let above = 0; above < wanted; above++) {
    const threshold = sum / (wanted - above);
    const largest = sorted[sorted.length - 1 - above]!;
    if (largest <= threshold) return threshold;
    sum -= largest;
  }
  return Infinity;
}

/**
 * XGBoost's gradient-based sampling (Minimal Variance Sampling, Ibragimov & Gusev 2019): rows are kept with a probability that goes with
 * √(gradient² + 0.1 hessian²), and their derivatives are divided by it, so that sums are right on average. Anew for every tree;
 * `parallel` trees of an output draw from the same derivatives.
 */
export function gradientBased(rows: number, share: number, parallel: number, seed: number): RowSampler {
  const wanted = Math.trunc(rows * share);
  const sizes = new Float64Array(rows);
  let whole: GradientPair | null = null;
  return (round, tree, pairs) => {
    const { gradient, hessian } = pairs[Math.floor(tree / parallel)]!;
    if (tree % parallel === 0 || whole === null) whole = parallel > 1 ? { gradient: gradient.slice(), hessian: hessian.slice() } : null;
    else {
      gradient.set(whole.gradient);
      hessian.set(whole.hessian);
    }
    for (let i = 0; i < rows; i++) sizes[i] = Math.sqrt(gradient[i]! ** 2 + MVS_LAMBDA * hessian[i]! ** 2);
    const threshold = mvsThreshold(sizes, wanted);
    const key = mix(seed, STREAM, round, tree);
    const kept = new Uint32Array(rows);
    let n = 0;
    for (let i = 0; i < rows; i++) {
      if (sizes[i] === 0) continue;
      const p = sizes[i]! / threshold;
      if (p < 1) {
        if (uniformAt(key, i) >= p) continue;
        gradient[i]! /= p;
        hessian[i]! /= p;
      }
      kept[n++] = i;
    }
    if (n === 0) kept[n++] = Math.floor(uniformAt(key, rows) * rows);
    return kept.slice(0, n);
  };
}

/** LightGBM's bagging: anew every `every` rounds, the same for all trees of a round; positive and negative rows may have shares of their own, and `groups` stay together. */
export function bagging(rows: number, share: (row: number) => number, every: number, seed: number, groups: Int32Array | null = null): RowSampler {
  let from = -1;
  let bag: Uint32Array | null = null;
  return (round) => {
    const start = round - (round % every);
    if (start !== from || bag === null) bag = drawn(rows, mix(seed, STREAM, start), share, groups);
    from = start;
    return bag;
  };
}

/**
 * LightGBM's gradient-based one-side sampling: the rows with the largest |gradient × hessian| and, of the others, some by chance whose
 * derivatives are made larger for those left out. The first 1 / learningRate rounds take every row.
 */
export function goss(rows: number, topRate: number, otherRate: number, learningRate: number, seed: number): RowSampler {
  const topCount = Math.max(1, Math.trunc(rows * topRate));
  const otherCount = Math.trunc(rows * otherRate);
  const larger = (rows - topCount) / otherCount;
  let done = -1;
  let kept: Uint32Array | null = null;
  return (round, _, pairs) => {
    if (round < Math.trunc(1 / learningRate)) return null;
    if (round === done) return kept;
    const size = new Float64Array(rows);
    for (const { gradient, hessian } of pairs) for (let i = 0; i < rows; i++) size[i]! += Math.abs(gradient[i]! * hessian[i]!);
    const least = size.slice().sort()[rows - topCount]!;
    const key = mix(seed, STREAM, round);
    const picked = new Uint32Array(rows);
    let n = 0;
    let big = 0;
    for (let i = 0; i < rows; i++) {
      if (size[i]! >= least) {
        big++;
        picked[n++] = i;
        continue;
      }
      if (uniformAt(key, i) >= (otherCount - (n - big)) / (rows - i - (topCount - big))) continue;
      picked[n++] = i;
      for (const { gradient, hessian } of pairs) {
        gradient[i]! *= larger;
        hessian[i]! *= larger;
      }
    }
    done = round;
    kept = picked.slice(0, n);
    return kept;
  };
}
