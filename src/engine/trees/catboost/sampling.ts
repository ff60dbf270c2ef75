import type { Bootstrap } from './options.ts';

/** Rows that MVS weighs together. */
const MVS_BLOCK = 8192;

/**
 * The threshold above which a row is certainly taken, so that `wanted` rows are expected: Σ min(1, size / threshold) = wanted.
 * Parts `sizes` around one of them after another, as a selection does: their order changes.
 */
export function mvsThreshold(sizes: Float64Array, wanted: number): number {
  let [low, high, small, large] = [0, sizes.length, 0, 0];
  for (;;) {
    const pivot = sizes[(low + high) >> 1]!;
    let [below, equal, sum] = [low, low, 0];
    for (let i = low; i < high; i++) {
      const size = sizes[i]!;
      if (size > pivot) continue;
      sizes[i] = sizes[equal]!;
      if (size < pivot) {
        sizes[equal] = sizes[below]!;
        sizes[below++] = size;
        sum += size;
      } else sizes[equal] = size;
      equal++;
    }
    const middle = (equal - below) * pivot;
    // Rows expected if the pivot were the threshold.
    if ((small + sum) / pivot + (equal - below) + (high - equal) + large > wanted) {
      small += sum + middle;
      if (equal === high) return small / (wanted - large);
      low = equal;
    } else {
      large += high - below;
      if (below === low) return small / (wanted - large);
      high = below;
    }
  }
}

/** Minimal-variance sampling (Ibragimov & Gusev 2019): rows with large derivatives are likelier, and weighed for it. */
function mvs(derivatives: readonly Float64Array[], subsample: number, lambda: number, random: () => number, out: Float64Array): void {
  const n = out.length;
  const sizes = new Float64Array(n).fill(lambda);
  for (const der of derivatives) for (let i = 0; i < n; i++) sizes[i]! += der[i]! * der[i]!;
  for (let i = 0; i < n; i++) sizes[i] = Math.sqrt(sizes[i]!);
  for (let from = 0; from < n; from += MVS_BLOCK) {
    const to = Math.min(n, from + MVS_BLOCK);
    const threshold = mvsThreshold(sizes.slice(from, to), subsample * (to - from));
    for (let i = from; i < to; i++) {
      const probability = sizes[i]! > threshold ? 1 : sizes[i]! / threshold;
      const drawn = random() < probability;
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
