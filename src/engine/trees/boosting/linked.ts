import { exp, exponential } from '../../kernels/twins/exp.ts';
import type { Link } from '../ensemble.ts';

function logistic(values: Float64Array): void {
  for (let i = 0; i < values.length; i++) {
    const [upper, lower] = exponential(-values[i]!);
    values[i] = lower / (lower + upper);
  }
}

/** The shares of row `i`. */
function softmax(values: Float64Array, rows: number, outputs: number, i: number): void {
  let top = -Infinity;
  for (let k = 0; k < outputs; k++) top = Math.max(top, values[k * rows + i]!);
  let sum = 0;
  for (let k = 0; k < outputs; k++) sum += values[k * rows + i] = exp(values[k * rows + i]! - top);
  for (let k = 0; k < outputs; k++) values[k * rows + i]! /= sum;
}

/** From scores to predictions, both output after output (`outputs` × rows); changes `values`. */
export function linkScores(link: Link, values: Float64Array, outputs: number): void {
  if (link === 'logistic') logistic(values);
  if (link === 'exp') for (let i = 0; i < values.length; i++) values[i] = exp(values[i]!);
  if (link === 'softmax') for (let i = 0, rows = values.length / outputs; i < rows; i++) softmax(values, rows, outputs, i);
}
