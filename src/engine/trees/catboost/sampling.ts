import type { Backend } from '../../kernels/backend.ts';
import { obliviousMvs } from '../../kernels/twins/oblivious.ts';
import { allocated } from '../../kernels/memory.ts';
import type { Bootstrap } from './options.ts';

/** Rows that MVS weighs together. */
const MVS_BLOCK = 8192;

/** Bytes that sampling takes of a backend's memory for the time being. */
export const samplingBytes = (rows: number): number => 2 * allocated(rows * 8) + Math.ceil(rows / MVS_BLOCK) * allocated(8);

/** Minimal-variance sampling (Ibragimov & Gusev 2019): rows with large derivatives are likelier, and weighed for it. */
function mvs(backend: Backend, derivatives: readonly Float64Array[], subsample: number, lambda: number, random: () => number, out: Float64Array): void {
  const { memory } = backend;
  const n = out.length;
  const key = Math.floor(random() * 2 ** 32) | 0;
  const mark = memory.mark();
  const [sizesAt, outAt] = [memory.alloc(n * 8), memory.alloc(n * 8)];
  const sizes = memory.f64.subarray(sizesAt >> 3, (sizesAt >> 3) + n);
  sizes.fill(lambda);
  for (const der of derivatives) for (let i = 0; i < n; i++) sizes[i]! += der[i]! * der[i]!;
  backend.run(obliviousMvs, Array.from({ length: Math.ceil(n / MVS_BLOCK) }, (_, b) => {
    const [from, to] = [b * MVS_BLOCK, Math.min(n, (b + 1) * MVS_BLOCK)];
    const wanted = memory.alloc(8);
    memory.f64[wanted >> 3] = subsample * (to - from);
    return [sizesAt, from, to, wanted, key, outAt];
  }));
  out.set(memory.f64.subarray(outAt >> 3, (outAt >> 3) + n));
  memory.release(mark);
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
export function sampleWeights(backend: Backend, bootstrap: Bootstrap, derivatives: readonly Float64Array[], lastLeaves: Float64Array | null, random: () => number): Float64Array {
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
      if (bootstrap.subsample < 1) mvs(backend, derivatives, bootstrap.subsample, mvsLambda(derivatives, lastLeaves), random, out);
      return out;
    default: return bootstrap satisfies never;
  }
}
