import type { Backend } from '../../kernels/backend.ts';
import { gradientSums, quantise } from '../../kernels/twins/histogram.ts';
import { type Layout, ROW_BLOCK } from './layout.ts';

/** Powers of two that gradients and hessians were multiplied by, and the quantised sums over all rows. */
export interface Scales {
  readonly gradient: number;
  readonly hessian: number;
  readonly G: number;
  readonly H: number;
}

const f64 = new Float64Array(1);
const words = new Uint32Array(f64.buffer);

/** ⌊log2 x⌋ of a positive number, the same in every engine. */
function exponent(x: number): number {
  f64[0] = x;
  return ((words[1]! >>> 20) & 0x7ff) - 1023;
}

/** The largest power of two with which a sum stays within 31 bits, whatever the rounding of its terms adds. */
function scaleFor(sum: number, rows: number): number {
  if (!(sum > 0)) return 1;
  const room = (2 ** 31 - 1 - rows) * 0.999;
  return 2 ** Math.max(-100, Math.min(100, exponent(room / sum)));
}

/** Quantises an output's gradients over `count` rows: of the list in memory, or the first ones. */
export function quantiseGradients(backend: Backend, layout: Layout, output: number, listed: boolean, count: number): Scales {
  const { memory } = backend;
  const { gradients, hessians, sums, scales, pairs } = layout;
  const rows = listed ? layout.rows : 0;
  const blocks = Array.from({ length: Math.ceil(count / ROW_BLOCK) }, (_, b) => [b * ROW_BLOCK, Math.min(count, (b + 1) * ROW_BLOCK)] as const);
  backend.run(gradientSums, blocks.map(([from, to], b) => [gradients[output]!, hessians[output]!, rows, from, to, sums + b * 16]));
  let [g, h] = [0, 0];
  blocks.forEach((_, b) => {
    g += memory.f64[sums / 8 + 2 * b]!;
    h += memory.f64[sums / 8 + 2 * b + 1]!;
  });
  const [gradient, hessian] = [scaleFor(g, count), scaleFor(h, count)];
  memory.f64.set([gradient, hessian], scales / 8);
  backend.run(quantise, blocks.map(([from, to], b) => [gradients[output]!, hessians[output]!, rows, from, to, scales, pairs, sums + b * 16]));
  let [G, H] = [0, 0];
  blocks.forEach((_, b) => {
    H += memory.i32[sums / 4 + 4 * b]!;
    G += memory.i32[sums / 4 + 4 * b + 1]!;
  });
  return { gradient, hessian, G, H };
}
