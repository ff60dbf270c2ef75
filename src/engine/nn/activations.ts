import { erf } from '../math/erf.ts';
import type { Activation } from './names.ts';

export const SELU_SCALE = 1.0507009873554805;
export const SELU_ALPHA = 1.6732632423543772;

export const sigmoid = (x: number): number => (x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x)));

/** The activation of one number. */
export function activate(kind: Activation, x: number): number {
  switch (kind) {
    case 'linear': return x;
    case 'relu': return x > 0 ? x : 0;
    case 'tanh': return Math.tanh(x);
    case 'sigmoid': return sigmoid(x);
    case 'elu': return x > 0 ? x : Math.expm1(x);
    case 'selu': return SELU_SCALE * (x > 0 ? x : SELU_ALPHA * Math.expm1(x));
    case 'swish': return x * sigmoid(x);
    case 'softplus': return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
    case 'gelu': return 0.5 * x * (1 + erf(x * Math.SQRT1_2));
    default: return kind satisfies never;
  }
}
