import type { Operator } from '../graph.ts';
import { assignOp } from './assign.ts';
import { binaryOp } from './binary.ts';
import { rowLossGradOp, rowLossOp, rowMetricOp } from './loss.ts';
import { matmulOp } from './matmul.ts';
import { concatOp, padOp, sliceOp, transposeOp } from './move.ts';
import { randomOp } from './random.ts';
import { broadcastOp, reduceMaxGradOp, reduceOp, scaleOp } from './reduce.ts';
import { reshapeOp, stopGradientOp } from './reshape.ts';
import { unaryGradOp, unaryOp } from './unary.ts';

/** Every operator there is. A planner has a lowering for each of them. */
export const OPERATORS = [
  matmulOp, unaryOp, unaryGradOp, binaryOp, scaleOp, reduceOp, reduceMaxGradOp, broadcastOp, reshapeOp, stopGradientOp, transposeOp, sliceOp, padOp,
  concatOp, assignOp, randomOp, rowLossOp, rowLossGradOp, rowMetricOp,
] as const satisfies readonly Operator<never>[];
