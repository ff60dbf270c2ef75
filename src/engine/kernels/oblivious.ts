import type { KernelSet } from './kernel.ts';
import { wasm } from './oblivious.wasm.ts';
import { loglossLeaves, obliviousChildren, obliviousCtrs, obliviousHistogram, obliviousLeaves, obliviousMvs, obliviousPick, obliviousScores, obliviousSplit } from './twins/oblivious.ts';

/** Kernels of symmetric trees. */
export const oblivious: KernelSet = { wasm, kernels: { obliviousHistogram, obliviousChildren, obliviousScores, obliviousSplit, obliviousLeaves, obliviousPick, obliviousMvs, obliviousCtrs, loglossLeaves } };
