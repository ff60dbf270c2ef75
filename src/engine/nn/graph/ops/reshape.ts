import { type Build, Misfit, type Operator, type Shape, type Value } from '../graph.ts';
import { sameShape, said, sizeOf } from '../shape.ts';

/** The same numbers in the same order under another shape: no copy. */
export const reshapeOp: Operator<{ readonly shape: readonly number[] }> = {
  name: 'reshape',
  infer: ([x], { shape }) => {
    if (sizeOf(x!) !== sizeOf(shape)) throw new Misfit(`${said(x!)} has ${sizeOf(x!)} numbers and ${said(shape)} has ${sizeOf(shape)}.`);
    return [shape];
  },
  backward: ({ b, inputs, grads }) => [reshape(b, grads[0]!, inputs[0]!.shape)],
};

export const reshape = (b: Build, x: Value, shape: Shape): Value => (sameShape(x.shape, shape) ? x : b.apply(reshapeOp, [x], { shape })[0]!);

/** The value as it is, but no gradient flows back through it. */
export const stopGradientOp: Operator<Readonly<Record<string, never>>> = { name: 'stopGradient', infer: ([x]) => [x!], backward: null };

export const stopGradient = (b: Build, x: Value): Value => b.apply(stopGradientOp, [x], {})[0]!;
