import { conv as convKernel, convFilterGrad, convInputGrad, scratchOf } from '../../../kernels/twins/neural/conv.ts';
import { pack } from '../../../kernels/twins/neural/gemm.ts';
import type { Window } from '../../../kernels/twins/neural/window.ts';
import type { Shape } from '../../graph/graph.ts';
import type { ConvAttrs } from '../../graph/ops/conv.ts';
import { sizeOf } from '../../graph/shape.ts';
import { type Lowering, ranges, type Step } from '../lowering.ts';
import { lines } from '../place.ts';
import { windowWords } from './window.ts';

/** Filters of more numbers are packed into panels, so that their rows are not far apart. */
const LARGE = 4096;

const windowOf = (x: Shape, kernel: Shape, { strides, dilation, pads, out, groups }: ConvAttrs): Window => ({
  height: x[1]!, width: x[2]!, channels: x[3]!, outHeight: out[0]!, outWidth: out[1]!, kernelHeight: kernel[0]!, kernelWidth: kernel[1]!,
  strideY: strides[0]!, strideX: strides[1]!, dilationY: dilation[0]!, dilationX: dilation[1]!, padTop: pads[0]!, padLeft: pads[1]!, filters: kernel[3]!, groups,
});
const panelled = (k: number, n: number): number => Math.ceil(n / 8) * 8 * k;

/** A call for each range, with scratch of its own. */
function divided(parts: readonly (readonly [number, number])[], room: number, scratch: number, args: (from: number, to: number, scratch: number) => readonly number[]): readonly (readonly number[])[] {
  return parts.map(([from, to], i) => args(from, to, scratch + i * room));
}

export const conv2d: Lowering<ConvAttrs> = ({ attrs, inputs, outputs }, threads) => {
  const [x, kernel] = [inputs[0]!.shape, inputs[1]!.shape];
  const window = windowOf(x, kernel, attrs);
  const [k, n] = [sizeOf(kernel.slice(0, 3)), kernel[3]! / attrs.groups];
  const rows = outputs[0]!.shape[0]! * attrs.out[0]!;
  const parts = ranges(rows, sizeOf(outputs[0]!.shape) * k, threads, 1);
  const room = lines(scratchOf(window) * 4 + 64);
  const packs = attrs.groups === 1 && k * n > LARGE;
  const packed = packs ? lines(panelled(k, n) * 4 + 64) : 0;
  return {
    constants: windowWords(window),
    scratch: packed + parts.length * room,
    steps: ({ inputs: [images, filters, bias], outputs: [y], constants, scratch }) => {
      const steps: Step[] = packs ? [{ kernel: pack, calls: ranges(Math.ceil(n / 8), k * n, threads, 1).map(([from, to]) => [k, n, filters!, n, 1, from, to, scratch]) }] : [];
      const [b, panel, row] = packs ? [scratch, 8 * k, 8] : [filters!, 8, kernel[3]!];
      steps.push({ kernel: convKernel, calls: divided(parts, room, scratch + packed, (from, to, own) => [from, to, constants, images!, b, panel, row, y!, bias ?? 0, Number(attrs.activation === 'relu'), own]) });
      return steps;
    },
  };
};

export const conv2dFilterGrad: Lowering<ConvAttrs & { readonly kernel: readonly number[] }> = ({ attrs, inputs, outputs }, threads) => {
  const [x, kernel] = [inputs[0]!.shape, outputs[0]!.shape];
  const window = windowOf(x, kernel, attrs);
  const k = sizeOf(kernel.slice(0, 3));
  const parts = ranges(k, sizeOf(inputs[1]!.shape) * k, threads, 4);
  const room = lines(scratchOf(window) * 4 + 64);
  return {
    constants: windowWords(window),
    scratch: parts.length * room,
    steps: ({ inputs: [images, g], outputs: [dw], constants, scratch }) => [{ kernel: convFilterGrad, calls: divided(parts, room, scratch, (from, to, own) => [from, to, x[0]!, constants, images!, g!, dw!, own]) }],
  };
};

export const conv2dInputGrad: Lowering<ConvAttrs & { readonly sides: readonly number[] }> = ({ attrs, inputs, outputs }, threads) => {
  const [g, kernel, x] = [inputs[0]!.shape, inputs[1]!.shape, outputs[0]!.shape];
  const window = windowOf(x, kernel, attrs);
  const [k, n] = [sizeOf(kernel.slice(0, 3)), kernel[3]! / attrs.groups];
  const parts = ranges(x[0]!, sizeOf(g) * k, threads, 1);
  const room = lines(scratchOf(window) * 4 + 64);
  const each = panelled(n, k);
  const packed = lines(attrs.groups * each * 4 + 64);
  return {
    constants: windowWords(window),
    scratch: packed + parts.length * room,
    steps: ({ inputs: [dy, filters], outputs: [dx], constants, scratch }) => [
      { kernel: pack, calls: Array.from({ length: attrs.groups }, (_, q) => [n, k, filters! + q * n * 4, 1, kernel[3]!, 0, Math.ceil(k / 8), scratch + q * each * 4]) },
      { kernel: convInputGrad, calls: divided(parts, room, scratch + packed, (from, to, own) => [from, to, constants, dy!, scratch, each, dx!, own]) },
    ],
  };
};
