import type { Operator } from '../graph.ts';
import { assignOp } from './assign.ts';
import { binaryOp } from './binary.ts';
import { conv2dFilterGradOp, conv2dInputGradOp, conv2dOp } from './conv.ts';
import { avgPoolGradOp, avgPoolOp, maxPoolGradOp, maxPoolOp } from './pool.ts';
import { rowLossGradOp, rowLossOp, rowMetricOp } from './loss.ts';
import { matmulOp } from './matmul.ts';
import { concatOp, padOp, sliceOp, splitOp, transposeOp } from './move.ts';
import { randomOp } from './random.ts';
import { broadcastOp, reduceMaxGradOp, reduceOp, scaleOp } from './reduce.ts';
import { reshapeOp, stopGradientOp } from './reshape.ts';
import { gatherOp, scatterAddOp } from './rows.ts';
import { softmaxGradOp, softmaxOp } from './softmax.ts';
import { unaryGradOp, unaryOp } from './unary.ts';

/** Every operator there is. A planner has a lowering for each of them. */
export const OPERATORS = [
  matmulOp, unaryOp, unaryGradOp, binaryOp, scaleOp, reduceOp, reduceMaxGradOp, broadcastOp, reshapeOp, stopGradientOp, transposeOp, sliceOp, padOp,
  concatOp, splitOp, assignOp, randomOp, rowLossOp, rowLossGradOp, rowMetricOp,
  conv2dOp, conv2dInputGradOp, conv2dFilterGradOp, maxPoolOp, maxPoolGradOp, avgPoolOp, avgPoolGradOp,
  softmaxOp, softmaxGradOp, gatherOp, scatterAddOp,
] as const satisfies readonly Operator<never>[];
