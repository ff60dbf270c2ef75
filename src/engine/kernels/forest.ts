import { wasm } from './forest.wasm.ts';
import type { KernelSet } from './kernel.ts';
import { growForestTree } from './twins/forest/grow.ts';

/** What forests on large tables grow with. */
export const forestKernels: KernelSet = { wasm, kernels: { growForestTree } };
