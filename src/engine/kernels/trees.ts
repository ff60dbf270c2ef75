import type { KernelSet } from './kernel.ts';
import { treeTrial } from './trees-trial.ts';
import { wasm } from './trees.wasm.ts';
import { binRows, sortDoubles } from './twins/bin.ts';
import { logisticGradients, softmaxGradients, squaredGradients } from './twins/gradients.ts';
import { countUp, gradientSums, histogram, partition, quantise } from './twins/histogram.ts';
import { addByLeaf, addLeaf, leafSums, markLeaf, route } from './twins/leaves.ts';
import { predictLanes } from './twins/predict-lanes.ts';
import { predictRows } from './twins/predict.ts';
import { findSplits } from './twins/split.ts';

/** The kernels of tree learners. */
export const treeKernels: KernelSet = {
  wasm,
  kernels: { sortDoubles, binRows, countUp, gradientSums, quantise, histogram, partition, findSplits, leafSums, addLeaf, markLeaf, route, addByLeaf, squaredGradients, logisticGradients, softmaxGradients, predictRows, predictLanes },
  trial: treeTrial,
};
