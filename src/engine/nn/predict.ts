import { type Matrix, matrix } from '../../frame/matrix.ts';
import type { Meta, PredictContext } from '../core/algorithm.ts';
import { checkPredictInput } from '../core/validate.ts';
import { sigmoid } from './activations.ts';
import { floatRows } from './data.ts';
import { openForward } from './run/forward.ts';
import { migrated } from './spec/migrate.ts';
import { layoutOf, type NetSpec, sizeOf, workOf } from './spec.ts';
import type { NetState } from './state.ts';

/** Numbers in the widest layer of a block of rows. */
const BLOCK = 1 << 20;
/** Below so many multiply-adds in all, helpers would start for nothing. */
const WORTH_THREADS = 2e7;

/** Numbers a row takes at most between two layers: how many rows fit into a block. */
const widest = (spec: NetSpec): number => Math.max(sizeOf(spec.inputShape), ...layoutOf(spec).shapes.map(sizeOf));

/**
 * Outputs of the last layer (or of layer `last`), rows × outputs, in blocks that let messages in. Predictions never go to a GPU: they are the same on
 * every machine, bit for bit.
 */
export async function outputsOf(state: NetState, X: Matrix, ctx: PredictContext, last = state.net.layers.length - 1): Promise<Float32Array> {
  if (X.rows === 0) return new Float32Array(0);
  const size = Math.min(X.rows, Math.max(1, Math.floor(BLOCK / widest(state.net))));
  const rest = X.rows % size;
  const forward = await openForward(migrated(state.net), state.weights, {
    sizes: rest === 0 ? [size] : [size, rest], layer: state.net.layers[last]!.name, threads: workOf(state.net) * X.rows < WORTH_THREADS ? null : ctx.threads,
  });
  try {
    const out = new Float32Array(X.rows * forward.outputs);
    for (let start = 0; start < X.rows; start += size) {
      const end = Math.min(X.rows, start + size);
      out.set(forward.run(floatRows(X, start, end, state.inputScale), end - start), start * forward.outputs);
      await ctx.breathe();
    }
    return out;
  } finally {
    forward.close();
  }
}

/** Probabilities from logits, rows × classes. */
export async function probabilities(state: NetState, X: Matrix, ctx: PredictContext): Promise<Matrix> {
  const z = await outputsOf(state, X, ctx);
  const classes = state.classes ?? [];
  const k = classes.length;
  const out = new Float64Array(X.rows * k);
  for (let i = 0; i < X.rows; i++) {
    if (state.head === 'sigmoid') {
      out[2 * i + 1] = sigmoid(z[i]!);
      out[2 * i] = 1 - out[2 * i + 1]!;
      continue;
    }
    const row = z.subarray(i * k, (i + 1) * k);
    const top = Math.max(...row);
    let sum = 0;
    for (let j = 0; j < k; j++) sum += out[i * k + j] = Math.exp(row[j]! - top);
    for (let j = 0; j < k; j++) out[i * k + j]! /= sum;
  }
  return matrix(classes, out);
}

/** Class index of the largest probability (the first of equals), or the value. */
export async function predictions(state: NetState, X: Matrix, ctx: PredictContext): Promise<Float64Array> {
  if (state.head === 'value') {
    const z = await outputsOf(state, X, ctx);
    return Float64Array.from(z, (v) => v * state.outputSd + state.outputMean);
  }
  const { values, columns } = await probabilities(state, X, ctx);
  const k = columns.length;
  return Float64Array.from({ length: X.rows }, (_, i) => {
    let best = 0;
    for (let j = 1; j < k; j++) if (values[i * k + j]! > values[i * k + best]!) best = j;
    return best;
  });
}

type Answer<R> = (state: NetState, X: Matrix, ctx: PredictContext) => Promise<R>;

/** The same answer, for the columns of the training only. */
export const checked = <R>(meta: Meta, answer: Answer<R>): Answer<R> => async (state, X, ctx) => {
  checkPredictInput(state.columns, X, meta);
  return answer(state, X, ctx);
};
