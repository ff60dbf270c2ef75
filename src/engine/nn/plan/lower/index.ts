import type { Lowering } from '../lowering.ts';
import { binary, scale, unary, unaryGrad } from './elementwise.ts';
import { rowLoss, rowLossGrad, rowMetric } from './loss.ts';
import { matmul } from './matmul.ts';
import { assign, broadcast, concat, pad, slice, transpose } from './move.ts';
import { random } from './random.ts';
import { reduce, reduceMaxGrad } from './reduce.ts';

/** How every operator runs on kernels, by its name; `reshape` and `stopGradient` are no work. */
export const LOWERINGS: Readonly<Record<string, Lowering>> = {
  matmul, unary, unaryGrad, binary, scale, reduce, reduceMaxGrad, broadcast, transpose, slice, pad, concat, assign, random, rowLoss, rowLossGrad, rowMetric,
} as Readonly<Record<string, Lowering<never>>> as Readonly<Record<string, Lowering>>;

/** Operators whose output is their input under another shape. */
export const ALIASES: ReadonlySet<string> = new Set(['reshape', 'stopGradient']);
