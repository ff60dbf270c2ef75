import { solveCholesky } from '../../math/cholesky.ts';
import type { LeafSums, Loss } from './losses/loss.ts';
import { isotonicLeaves, type LeafOrder } from './monotone.ts';

export interface LeafOptions {
  readonly method: 'Newton' | 'Gradient' | 'Exact';
  /** Steps of Newton's or the gradient method a tree. */
  readonly iterations: number;
  /** A step that does not lower the loss is halved until it does. */
  readonly backtracking: 'No' | 'AnyImprovement';
  readonly l2: number;
  /** Orders that leaves must keep under monotone constraints; empty without. */
  readonly orders: readonly LeafOrder[];
}

/** Rows whose steps are sought, and where they stand. */
export interface LeafRows {
  readonly loss: Loss;
  readonly state: readonly Float64Array[];
  /** The first so many rows of `state`. */
  readonly count: number;
  readonly leafOf: Int32Array;
  readonly leaves: number;
  /** CatBoost scales l2 by the mean weight of the rows. */
  readonly meanWeight: number;
}

const FLOAT_EPSILON = 1.1920928955078125e-7;

/** Solves for the outputs of a leaf at once, with as much more l2 as single precision needs. */
function fullStep(sums: LeafSums, leaf: number, K: number, l2: number): Float64Array {
  const second = (K * (K + 1)) / 2;
  const A = new Float64Array(K * K);
  let most = l2;
  let at = leaf * second;
  for (let k = 0; k < K; k++) {
    for (let j = k; j < K; j++) A[j * K + k] = A[k * K + j] = -sums.der2[at++]!;
    most = Math.max(most, A[k * K + k]!);
  }
  for (let k = 0; k < K; k++) A[k * K + k]! += Math.max(l2, most * FLOAT_EPSILON);
  return solveCholesky(A, sums.der.slice(leaf * K, (leaf + 1) * K)) ?? new Float64Array(K);
}

/** What divides a leaf's derivative: how curved the loss is there, or how much weight lies there. */
function divisors(sums: LeafSums, { loss, leaves }: LeafRows, options: LeafOptions, l2: number): Float64Array {
  const K = loss.outputs;
  return Float64Array.from({ length: leaves * K }, (_, at) => (options.method === 'Newton' ? -sums.der2[at]! : sums.weight[Math.floor(at / K)]!) + l2);
}

function step(sums: LeafSums, rows: LeafRows, options: LeafOptions, sofar: Float64Array): Float64Array {
  const { loss, leaves, meanWeight } = rows;
  const K = loss.outputs;
  const l2 = options.l2 * meanWeight;
  const out = new Float64Array(leaves * K);
  if (options.method === 'Newton' && loss.fullHessian) {
    for (let leaf = 0; leaf < leaves; leaf++) if (sums.weight[leaf]! > 0) out.set(fullStep(sums, leaf, K, l2), leaf * K);
    return out;
  }
  const below = divisors(sums, rows, options, l2);
  for (let at = 0; at < out.length; at++) out[at] = sums.weight[Math.floor(at / K)]! > 0 ? sums.der[at]! / below[at]! : 0;
  if (options.orders.length === 0) return out;
  const wished = isotonicLeaves(out.map((v, at) => v + sofar[at]!), below, options.orders);
  return wished.map((v, at) => v - sofar[at]!);
}

/** What a tree's leaves add to their rows, before the learning rate: leaves × outputs. */
export function leafValues(rows: LeafRows, options: LeafOptions): Float64Array {
  const { loss, state, count, leafOf, leaves } = rows;
  if (options.method === 'Exact') return loss.exact!(state, count, leafOf, leaves);
  let values = new Float64Array(leaves * loss.outputs);
  let sums = loss.leafSums(state, count, leafOf, leaves, values);
  const careful = options.iterations > 1 && options.backtracking !== 'No';
  for (let iteration = 0; iteration < options.iterations; iteration++) {
    const change = step(sums, rows, options, values);
    for (let scale = 1; ; scale /= 2) {
      const tried = values.map((v, at) => v + scale * change[at]!);
      if (!careful && options.iterations === 1) return tried;
      const there = loss.leafSums(state, count, leafOf, leaves, tried, sums.weight);
      if (!careful || there.loss < sums.loss) {
        [values, sums] = [tried, there];
        break;
      }
      // A halving counts as an iteration, as in CatBoost.
      if (++iteration >= options.iterations) return values;
    }
  }
  return values;
}

/** Values with a weighted mean of zero; leaves without rows say nothing. */
export function centred(values: Float64Array, weights: Float64Array): Float64Array {
  const mean = values.reduce((sum, v, leaf) => sum + v * weights[leaf]!, 0) / weights.reduce((a, b) => a + b, 0);
  return values.map((v, leaf) => (weights[leaf]! > 1e-9 ? v - mean : 0));
}

/** Moves rows by their leaf's value. */
export function moveRows(loss: Loss, state: readonly Float64Array[], count: number, leafOf: Int32Array, values: Float64Array): void {
  const K = loss.outputs;
  for (let k = 0; k < K; k++) {
    const own = state[k]!;
    const by = Float64Array.from({ length: values.length / K }, (_, leaf) => (loss.exp ? Math.exp(values[leaf * K + k]!) : values[leaf * K + k]!));
    if (loss.exp) for (let i = 0; i < count; i++) own[i]! *= by[leafOf[i]!]!;
    else for (let i = 0; i < count; i++) own[i]! += by[leafOf[i]!]!;
  }
}

/** What the trees say so far counts less. */
export function shrinkStates({ exp }: Loss, states: readonly Float64Array[], factor: number): void {
  for (const state of states) for (let i = 0; i < state.length; i++) state[i] = exp ? state[i]! ** factor : state[i]! * factor;
}
