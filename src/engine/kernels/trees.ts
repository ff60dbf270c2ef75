import type { KernelSet } from './kernel.ts';
import { wasm } from './trees.wasm.ts';
import { binRows, sortDoubles } from './twins/bin.ts';

/** The kernels of tree learners. */
export const treeKernels: KernelSet = { wasm, kernels: { sortDoubles, binRows } };
