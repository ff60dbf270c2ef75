import { softmax as kernel, softmaxGrad as gradKernel } from '../../../kernels/twins/neural/softmax.ts';
import type { Shape } from '../../graph/graph.ts';
import { sizeOf } from '../../graph/shape.ts';
import { type Lowering, ranges } from '../lowering.ts';

/** Additions that a number takes, about. */
const COST = 25;
const parts = (shape: Shape, threads: number): readonly (readonly [number, number])[] => ranges(sizeOf(shape) / shape.at(-1)!, sizeOf(shape) * COST, threads, 1);

export const softmax: Lowering<{ readonly causal: boolean }> = ({ attrs: { causal }, outputs }, threads) => {
  const { shape } = outputs[0]!;
  const n = shape.at(-1)!;
  const rowsEach = sizeOf(shape) / n / shape[0]!;
  return {
    inPlace: [0],
    steps: ({ inputs: [x, added], outputs: [y] }) => [{ kernel, calls: parts(shape, threads).map(([from, to]) => [from, to, n, x!, y!, causal ? shape.at(-2)! : 0, added ?? 0, rowsEach, 1, 1, 0]) }],
  };
};

export const softmaxGrad: Lowering = ({ outputs }, threads) => {
  const { shape } = outputs[0]!;
  return { inPlace: [1], steps: ({ inputs: [y, dy], outputs: [dx] }) => [{ kernel: gradKernel, calls: parts(shape, threads).map(([from, to]) => [from, to, shape.at(-1)!, y!, dy!, dx!]) }] };
};
