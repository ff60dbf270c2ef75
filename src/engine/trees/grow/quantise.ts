import type { Backend } from '../../kernels/backend.ts';
import { uniformAt } from '../../core/random.ts';
import { gradientSums, quantise } from '../../kernels/twins/histogram.ts';
import { type Layout, ROW_BLOCK } from './layout.ts';
import type { CoarseRules } from './rules.ts';

/** What gradients and hessians were multiplied by (powers of two, but for coarse steps), and the quantised sums over all rows. */
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

/** The same in a few steps, as LightGBM's quantised training has them: halves of `bins` steps either way, and `bins` for hessians that differ. */
export function coarsen({ memory }: Backend, layout: Layout, output: number, listed: boolean, count: number, { bins, stochastic }: CoarseRules, random: () => number): Scales {
  const { f32, u32, i32 } = memory;
  const [g0, h0, pairs] = [layout.gradients[output]! / 4, layout.hessians[output]! / 4, layout.pairs / 4];
  const rowAt = (i: number): number => (listed ? u32[layout.rows / 4 + i]! : i);
  let [mostG, mostH, leastH] = [0, 0, Infinity];
  for (let i = 0; i < count; i++) {
    const r = rowAt(i);
    mostG = Math.max(mostG, Math.abs(f32[g0 + r]!));
    mostH = Math.max(mostH, f32[h0 + r]!);
    leastH = Math.min(leastH, f32[h0 + r]!);
  }
  const perStep = (most: number, steps: number): number => (most > 0 ? steps / most : 1);
  const [gradient, hessian] = [perStep(mostG, Math.trunc(bins / 2)), perStep(mostH, mostH === leastH ? 1 : bins)];
  const key = stochastic ? Math.floor(random() * 2 ** 32) | 0 : 0;
  let [G, H] = [0, 0];
  for (let i = 0; i < count; i++) {
    const r = rowAt(i);
    const g = f32[g0 + r]! * gradient;
    const step = Math.trunc(g + Math.sign(g) * (stochastic ? uniformAt(key, 2 * r) : 0.5));
    const weight = Math.trunc(f32[h0 + r]! * hessian + (stochastic ? uniformAt(key, 2 * r + 1) : 0.5));
    i32[pairs + 2 * r] = weight;
    i32[pairs + 2 * r + 1] = step;
    G += step;
    H += weight;
  }
  return { gradient, hessian, G, H };
}
