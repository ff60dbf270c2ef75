import { conv2d, conv2dInputGrad } from './conv.ts';
import { binary, scale, unary } from './elementwise.ts';
import { matmul } from './matmul.ts';
import { concat, pad, reshape, slice, split, stopGradient, transpose } from './move.ts';
import { avgPool, maxPool } from './pool.ts';
import { broadcast, reduce } from './reduce.ts';
import { gather } from './rows.ts';
import type { OnnxLowering } from './site.ts';
import { softmax } from './softmax.ts';

/** How every operator of a prediction is exported, by its name. Those of training (chance, losses, gradients, moved statistics) are not there. */
export const ONNX: Readonly<Record<string, OnnxLowering>> = {
  matmul, unary, binary, scale, reduce, broadcast, reshape, stopGradient, transpose, slice, pad, concat, split,
  conv2d, conv2dInputGrad, maxPool, avgPool, softmax, gather,
} as Readonly<Record<string, OnnxLowering<never>>> as Readonly<Record<string, OnnxLowering>>;
