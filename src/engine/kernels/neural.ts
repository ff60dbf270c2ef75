import type { KernelSet } from './kernel.ts';
import { neuralTrial } from './neural-trial.ts';
import { wasm } from './neural.wasm.ts';
import { binary, scale, unary, unaryGrad } from './twins/neural/elementwise.ts';
import { conv, convFilterGrad, convInputGrad } from './twins/neural/conv.ts';
import { gemm, pack } from './twins/neural/gemm.ts';
import { rowLoss, rowLossGrad, rowMetric } from './twins/neural/loss.ts';
import { copyPart, fillWith, takeRows } from './twins/neural/move.ts';
import { adagrad, adam, clipFactor, clipScale, clipValue, lion, maxNorm, penalise, penalty, rmsprop, sgd, squareSum } from './twins/neural/optimizer.ts';
import { avgPool, avgPoolGrad, maxPool, maxPoolGrad } from './twins/neural/pool.ts';
import { random } from './twins/neural/random.ts';
import { reduce, reduceMaxGrad } from './twins/neural/reduce.ts';
import { gatherRows, scatterAddRows } from './twins/neural/rows.ts';
import { softmax, softmaxGrad } from './twins/neural/softmax.ts';

/** The kernels of neural nets. */
export const neuralKernels: KernelSet = {
  wasm,
  kernels: {
    gemm, pack,
    unary, unaryGrad, binary, scale,
    reduce, reduceMaxGrad,
    copyPart, fillWith, takeRows,
    rowLoss, rowLossGrad, rowMetric,
    adam, sgd, rmsprop, adagrad, lion, penalise, penalty, squareSum, clipFactor, clipScale, clipValue, maxNorm,
    softmax, softmaxGrad,
    gatherRows, scatterAddRows,
    random,
    maxPool, maxPoolGrad, avgPool, avgPoolGrad,
    conv, convFilterGrad, convInputGrad,
  },
  trial: neuralTrial,
};
