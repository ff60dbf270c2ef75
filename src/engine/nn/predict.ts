import { type Matrix, matrix } from '../../frame/matrix.ts';
import type { Meta, PredictContext } from '../core/algorithm.ts';
import { checkPredictInput } from '../core/validate.ts';
import { sigmoid } from './activations.ts';
import { type Backend, openBackend } from './backends/backend.ts';
import { probe } from './backends/probe.ts';
import { floatRows } from './data.ts';
import { forwardRows, widest } from './forward.ts';
import { forwardOn } from './forward-tf.ts';
import { workOf } from './spec.ts';
import type { NetState } from './state.ts';

/** Up to so many multiply-adds a row, plain JavaScript is done before a backend has started. A property of the net, so that every row of every call takes the same way. */
const SMALL = 200_000;
/** Numbers in the widest layer of a block of rows. */
const BLOCK = 1 << 20;

/** Predictions never go to a GPU: they must be the same on every machine, and WebAssembly is quick enough. */
async function backendFor(state: NetState, ctx: PredictContext): Promise<Backend | null> {
  if (ctx.device === 'cpu' || workOf(state.net) <= SMALL || !(await probe('wasm')).available) return null;
  return openBackend('wasm');
}

/** Outputs of the last layer, rows × outputs, in blocks that let messages in. */
export async function outputsOf(state: NetState, X: Matrix, ctx: PredictContext): Promise<Float32Array> {
  const backend = await backendFor(state, ctx);
  return inBlocks(state, X, ctx, (x, rows) => (backend === null ? forwardRows(state.net, state.weights, x, rows) : forwardOn(backend, state.net, state.weights, x, rows)));
}

/** Outputs of layer `last`: the code of an autoencoder. */
export const hiddenOf = (state: NetState, X: Matrix, ctx: PredictContext, last: number): Promise<Float32Array> =>
  inBlocks(state, X, ctx, (x, rows) => forwardRows(state.net, state.weights, x, rows, last));

async function inBlocks(state: NetState, X: Matrix, ctx: PredictContext, run: (x: Float32Array, rows: number) => Float32Array | Promise<Float32Array>): Promise<Float32Array> {
  const size = Math.max(1, Math.floor(BLOCK / widest(state.net)));
  const parts: Float32Array[] = [];
  for (let start = 0; start < X.rows; start += size) {
    const end = Math.min(X.rows, start + size);
    parts.push(await run(floatRows(X, start, end, state.inputScale), end - start));
    await ctx.breathe();
  }
  const out = new Float32Array(parts.reduce((n, part) => n + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
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
