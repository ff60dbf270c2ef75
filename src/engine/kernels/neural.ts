import type { KernelSet } from './kernel.ts';
import { wasm } from './neural.wasm.ts';
import { avgPool, avgPoolGrad, maxPool, maxPoolGrad } from './twins/neural/pool.ts';
import { random } from './twins/neural/random.ts';
import { gatherRows, scatterAddRows } from './twins/neural/rows.ts';
import { softmax, softmaxGrad } from './twins/neural/softmax.ts';

/** The kernels of neural nets. */
export const neuralKernels: KernelSet = {
  wasm,
  kernels: {
    softmax, softmaxGrad,
    gatherRows, scatterAddRows,
    random,
    maxPool, maxPoolGrad, avgPool, avgPoolGrad,
  },
};
