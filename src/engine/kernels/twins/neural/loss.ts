import type { Memory } from '../../memory.ts';
import { numberOf } from './elementwise.ts';
import { exp, log, sigmoid, softplus } from './math.ts';
import { rowSum } from './reduce.ts';

const f = Math.fround;
/** Codes of the losses, at their places. */
export const LOSS_CODES: readonly string[] = ['softmax', 'sigmoid', 'mse', 'mae', 'huber'];
const [SOFTMAX, SIGMOID, MSE, MAE] = [0, 1, 2, 3];

const within = (d: number, delta: number): number => {
  const most = d < delta ? d : delta;
  return -delta < most ? most : -delta;
};

function lossOf(code: number, z: number, y: number, delta: number): number {
  if (code === SIGMOID) return f(f((z < 0 ? 0 : z) - f(z * y)) + softplus(-Math.abs(z)));
  const d = f(z - y);
  if (code === MSE) return f(d * d);
  if (code === MAE) return Math.abs(d);
  const c = within(d, delta);
  return f(c * f(d - f(c * 0.5)));
}

function lossSlope(code: number, z: number, y: number, delta: number): number {
  if (code === SIGMOID) return f(sigmoid(z) - y);
  const d = f(z - y);
  if (code === MSE) return f(d + d);
  if (code === MAE) return Number(d > 0) - Number(d < 0);
  return within(d, delta);
}

function largest({ f32 }: Memory, at: number, k: number): number {
  let most = f32[at]!;
  for (let j = 1; j < k; j++) if (most < f32[at + j]!) most = f32[at + j]!;
  return most;
}

function firstLargest({ f32 }: Memory, at: number, k: number): number {
  let best = 0;
  for (let j = 1; j < k; j++) if (f32[at + j]! > f32[at + best]!) best = j;
  return best;
}

/**
 * Losses of rows `from` … `to` − 1 of outputs z and targets y, k numbers a row: cross entropy of the softmax, or the mean of the binary
 * cross entropy, the squared, absolute or Huber (turning at delta) errors.
 */
export function rowLoss(memory: Memory, code: number, from: number, to: number, k: number, z: number, y: number, out: number, deltaBits: number): void {
  const { f32 } = memory;
  const delta = numberOf(deltaBits);
  for (let i = from; i < to; i++) {
    const [zi, yi] = [z / 4 + i * k, y / 4 + i * k];
    let loss: number;
    if (code === SOFTMAX) {
      const most = largest(memory, zi, k);
      const l = log(rowSum(k, (j) => exp(f(f32[zi + j]! - most))));
      loss = rowSum(k, (j) => f(f32[yi + j]! * f(l - f(f32[zi + j]! - most))));
    } else if (k === 1) loss = lossOf(code, f32[zi]!, f32[yi]!, delta);
    else loss = rowSum(k, (j) => lossOf(code, f32[zi + j]!, f32[yi + j]!, delta)) / k;
    f32[out / 4 + i] = loss;
  }
}

/** The gradients by the outputs, times one number a row (`dRow`). */
export function rowLossGrad(memory: Memory, code: number, from: number, to: number, k: number, z: number, y: number, dRow: number, dz: number, deltaBits: number): void {
  const { f32 } = memory;
  const delta = numberOf(deltaBits);
  for (let i = from; i < to; i++) {
    const [zi, yi, di] = [z / 4 + i * k, y / 4 + i * k, dz / 4 + i * k];
    const d = f32[dRow / 4 + i]!;
    if (code === SOFTMAX) {
      const most = largest(memory, zi, k);
      const sum = rowSum(k, (j) => exp(f(f32[zi + j]! - most)));
      const whole = rowSum(k, (j) => f32[yi + j]!);
      for (let j = 0; j < k; j++) f32[di + j] = f(f(f(exp(f(f32[zi + j]! - most)) / sum) * whole) - f32[yi + j]!) * d;
      continue;
    }
    const share = k === 1 ? d : f(d / k);
    for (let j = 0; j < k; j++) f32[di + j] = lossSlope(code, f32[zi + j]!, f32[yi + j]!, delta) * share;
  }
}

/** How well each row is met: 1 or 0 for a right class, the mean absolute error for values. */
export function rowMetric(memory: Memory, code: number, from: number, to: number, k: number, z: number, y: number, out: number): void {
  const { f32 } = memory;
  for (let i = from; i < to; i++) {
    const [zi, yi] = [z / 4 + i * k, y / 4 + i * k];
    const each = (j: number): number => (code === SIGMOID ? f(1 - Math.abs(f(Number(f32[zi + j]! > 0) - f32[yi + j]!))) : Math.abs(f(f32[zi + j]! - f32[yi + j]!)));
    f32[out / 4 + i] = code === SOFTMAX ? Number(firstLargest(memory, zi, k) === firstLargest(memory, yi, k)) : rowSum(k, each) / k;
  }
}
