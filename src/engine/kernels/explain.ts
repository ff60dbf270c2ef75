import { wasm } from './explain.wasm.ts';
import type { KernelSet } from './kernel.ts';
import { treeShapAgainst } from './twins/tree-shap-against.ts';
import { treeShap } from './twins/tree-shap.ts';

/** What explanations of trees run on. */
export const explainKernels: KernelSet = { wasm, kernels: { treeShap, treeShapAgainst } };
