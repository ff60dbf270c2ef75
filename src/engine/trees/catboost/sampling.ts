import { uniformAt } from '../../core/random.ts';
import type { Bootstrap } from './options.ts';

/** Rows that MVS weighs together. */
const MVS_BLOCK = 8192;

/**
 * The threshold above which a row is certainly taken, so that `wanted` rows are expected: Σ min(1, size / threshold) = wanted.
 * Rows above a threshold leave the sum, which lowers it, until none is added.
 */
export function mvsThreshold(sizes: Float64Array, wanted: number): number {
  let threshold = Infinity;
  for (;;) {
    let [small, large] = [0, 0];
    for (let i = 0; i < sizes.length; i++) {
      const size = sizes[i]!;
      const above = size > threshold;
      small += above ? 0 : size;
      large += above ? 1 : 0;
    }
    const next = small / (wanted - large);
    if (!(next < threshold)) return next;
    threshold = next;
  }
}

/** Minimal-variance sampling (Ibragimov & Gusev 2019): rows with large derivatives are likelier, and weighed for it. */
function mvs(derivatives: readonly Float64Array[], subsample: number, lambda: number, random: () => number, out: Float64Array): void {
  const n = out.length;
  const key = Math.floor(random() * 2 ** 32);
  const sizes = new Float64Array(n).fill(lambda);
  for (const der of derivatives) for (let i = 0; i < n; i++) sizes[i]! += der[i]! * der[i]!;
  for (let i = 0; i < n; i++) sizes[i] = Math.sqrt(sizes[i]!);
  for (let from = 0; from < n; from += MVS_BLOCK) {
    const to = Math.min(n, from + MVS_BLOCK);
    const threshold = mvsThreshold(sizes.subarray(from, to), subsample * (to - from));
    for (let i = from; i < to; i++) {
      const probability = sizes[i]! > threshold ? 1 : sizes[i]! / threshold;
      const drawn = uniformAt(key, i) < probability;
      out[i] = drawn && probability > Number.EPSILON ? 1 / probability : 0;
    }
  }
}

/** A regulariser of MVS: the squared mean size of the last tree's leaves, or of the derivatives before the first tree. */
function mvsLambda(derivatives: readonly Float64Array[], lastLeaves: Float64Array | null): number {
  const K = derivatives.length;
  const count = lastLeaves === null ? derivatives[0]!.length : lastLeaves.length / K;
  let sum = 0;
  for (let i = 0; i < count; i++) {
    let squares = 0;
    for (let k = 0; k < K; k++) squares += (lastLeaves === null ? derivatives[k]![i]! : lastLeaves[i * K + k]!) ** 2;
    sum += Math.sqrt(squares);
  }
  return (sum / count) ** 2;
}

/** A factor on every row's weight in the search for splits; 0 leaves it out. `derivatives` by row, an array an output. */
export function sampleWeights(bootstrap: Bootstrap, derivatives: readonly Float64Array[], lastLeaves: Float64Array | null, random: () => number): Float64Array {
  const out = new Float64Array(derivatives[0]!.length).fill(1);
  switch (bootstrap.type) {
    case 'No': return out;
    case 'Bayesian':
      if (bootstrap.temperature > 0) for (let i = 0; i < out.length; i++) out[i] = Math.fround((-Math.log(1 - random())) ** bootstrap.temperature);
      return out;
    case 'Bernoulli':
      for (let i = 0; i < out.length; i++) out[i] = random() < bootstrap.subsample ? 1 : 0;
      return out;
    case 'MVS':
      if (bootstrap.subsample < 1) mvs(derivatives, bootstrap.subsample, mvsLambda(derivatives, lastLeaves), random, out);
      return out;
    default: return bootstrap satisfies never;
  }
}
