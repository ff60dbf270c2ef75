import { avgPool as avgKernel, avgPoolGrad as avgGradKernel, maxPool as maxKernel, maxPoolGrad as maxGradKernel } from '../../../kernels/twins/neural/pool.ts';
import type { Window } from '../../../kernels/twins/neural/window.ts';
import type { Shape } from '../../graph/graph.ts';
import type { PoolAttrs } from '../../graph/ops/pool.ts';
import { sizeOf } from '../../graph/shape.ts';
import { type Lowering, ranges } from '../lowering.ts';
import { windowWords } from './window.ts';

const windowOf = (x: Shape, { size, strides, pads, out }: PoolAttrs): Window => ({
  height: x[1]!, width: x[2]!, channels: x[3]!, outHeight: out[0]!, outWidth: out[1]!, kernelHeight: size[0]!, kernelWidth: size[1]!,
  strideY: strides[0]!, strideX: strides[1]!, dilationY: 1, dilationX: 1, padTop: pads[0]!, padLeft: pads[1]!, filters: 0, groups: 1,
});
/** Rows of output, each a call's least. */
const rows = (y: Shape, { size }: PoolAttrs, threads: number): readonly (readonly [number, number])[] => ranges(y[0]! * y[1]!, sizeOf(y) * sizeOf(size), threads, 1);
const images = (g: Shape, { size }: PoolAttrs, threads: number): readonly (readonly [number, number])[] => ranges(g[0]!, sizeOf(g) * sizeOf(size), threads, 1);

export const maxPool: Lowering<PoolAttrs> = ({ attrs, inputs, outputs }, threads) => ({
  constants: windowWords(windowOf(inputs[0]!.shape, attrs)),
  steps: ({ inputs: [x], outputs: [y, where], constants }) => [{ kernel: maxKernel, calls: rows(outputs[0]!.shape, attrs, threads).map(([from, to]) => [from, to, constants, x!, y!, where!]) }],
});
export const maxPoolGrad: Lowering<PoolAttrs> = ({ attrs, inputs, outputs }, threads) => ({
  constants: windowWords(windowOf(outputs[0]!.shape, attrs)),
  steps: ({ inputs: [g, where], outputs: [dx], constants }) => [{ kernel: maxGradKernel, calls: images(inputs[0]!.shape, attrs, threads).map(([from, to]) => [from, to, constants, g!, where!, dx!]) }],
});
export const avgPool: Lowering<PoolAttrs> = ({ attrs, inputs, outputs }, threads) => ({
  constants: windowWords(windowOf(inputs[0]!.shape, attrs)),
  steps: ({ inputs: [x], outputs: [y], constants }) => [{ kernel: avgKernel, calls: rows(outputs[0]!.shape, attrs, threads).map(([from, to]) => [from, to, constants, x!, y!]) }],
});
export const avgPoolGrad: Lowering<PoolAttrs> = ({ attrs, inputs, outputs }, threads) => ({
  constants: windowWords(windowOf(outputs[0]!.shape, attrs)),
  steps: ({ inputs: [g], outputs: [dx], constants }) => [{ kernel: avgGradKernel, calls: images(inputs[0]!.shape, attrs, threads).map(([from, to]) => [from, to, constants, g!, dx!]) }],
});
