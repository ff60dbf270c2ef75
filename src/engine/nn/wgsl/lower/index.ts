import type { GpuLowering } from '../shader.ts';
import { conv2d, conv2dFilterGrad, conv2dInputGrad } from './conv.ts';
import { binary, scale, unary, unaryGrad } from './elementwise.ts';
import { rowLoss, rowLossGrad, rowMetric } from './loss.ts';
import { matmul } from './matmul.ts';
import { assign, broadcast, concat, pad, slice, split, transpose } from './move.ts';
import { avgPool, avgPoolGrad, maxPool, maxPoolGrad } from './pool.ts';
import { random } from './random.ts';
import { reduce, reduceMaxGrad } from './reduce.ts';
import { gather, scatterAdd } from './rows.ts';
import { softmax, softmaxGrad } from './softmax.ts';

/** How every operator runs on a graphics processor, by its name. */
export const GPU_LOWERINGS: Readonly<Record<string, GpuLowering>> = {
  matmul, unary, unaryGrad, binary, scale, reduce, reduceMaxGrad, broadcast, transpose, slice, pad, concat, split, assign, random, rowLoss, rowLossGrad, rowMetric,
  conv2d, conv2dInputGrad, conv2dFilterGrad, maxPool, maxPoolGrad, avgPool, avgPoolGrad,
  softmax, softmaxGrad, gather, scatterAdd,
} as Readonly<Record<string, GpuLowering<never>>> as Readonly<Record<string, GpuLowering>>;
