import type { Lowering } from '../lowering.ts';
import { binary, scale, unary, unaryGrad } from './elementwise.ts';
import { rowLoss, rowLossGrad, rowMetric } from './loss.ts';
import { conv2d, conv2dFilterGrad, conv2dInputGrad } from './conv.ts';
import { avgPool, avgPoolGrad, maxPool, maxPoolGrad } from './pool.ts';
import { matmul } from './matmul.ts';
import { assign, broadcast, concat, pad, slice, split, transpose } from './move.ts';
import { random } from './random.ts';
import { gather, scatterAdd } from './rows.ts';
import { softmax, softmaxGrad } from './softmax.ts';
import { reduce, reduceMaxGrad } from './reduce.ts';

/** How every operator runs on kernels, by its name; `reshape` and `stopGradient` are no work. */
export const LOWERINGS: Readonly<Record<string, Lowering>> = {
  matmul, unary, unaryGrad, binary, scale, reduce, reduceMaxGrad, broadcast, transpose, slice, pad, concat, split, assign, random, rowLoss, rowLossGrad, rowMetric,
  conv2d, conv2dInputGrad, conv2dFilterGrad, maxPool, maxPoolGrad, avgPool, avgPoolGrad,
  softmax, softmaxGrad, gather, scatterAdd,
} as Readonly<Record<string, Lowering<never>>> as Readonly<Record<string, Lowering>>;

/** Operators whose output is their input under another shape. */
export const ALIASES: ReadonlySet<string> = new Set(['reshape', 'stopGradient']);
