import { sigmoid } from '../../math/softmax.ts';
import type { Link } from '../ensemble.ts';

/** From scores to predictions, both output after output (`outputs` × rows); changes `values`. */
export function linkScores(link: Link, values: Float64Array, outputs: number): void {
  if (link === 'logistic') values.forEach((v, i) => { values[i] = sigmoid(v); });
  if (link === 'exp') values.forEach((v, i) => { values[i] = Math.exp(v); });
  if (link !== 'softmax') return;
  const rows = values.length / outputs;
  for (let i = 0; i < rows; i++) {
    let top = -Infinity;
    for (let k = 0; k < outputs; k++) top = Math.max(top, values[k * rows + i]!);
    let sum = 0;
    for (let k = 0; k < outputs; k++) sum += values[k * rows + i] = Math.exp(values[k * rows + i]! - top);
    for (let k = 0; k < outputs; k++) values[k * rows + i]! /= sum;
  }
}
