import { type Build, Misfit, type Operator, type Shape, type Value } from '../graph.ts';
import { axesOf, broadcastShapes, sameShape, said, sizeOf } from '../shape.ts';
import { reshape } from './reshape.ts';

export const REDUCE = ['sum', 'mean', 'max'] as const;
type ReduceAttrs = { readonly name: (typeof REDUCE)[number]; readonly axes: readonly number[]; readonly keepDims: boolean };

const kept = (shape: Shape, axes: readonly number[]): Shape => shape.map((n, i) => (axes.includes(i) ? 1 : n));

/** Repeats sides of 1, and adds sides in front, up to a shape. */
export const broadcastOp: Operator<{ readonly shape: readonly number[] }> = {
  name: 'broadcast',
  infer: ([x], { shape }) => {
    if (!sameShape(broadcastShapes(x!, shape), shape)) throw new Misfit(`${said(x!)} cannot be repeated to ${said(shape)}.`);
    return [shape];
  },
  backward: ({ b, inputs, grads }) => [sumTo(b, grads[0]!, inputs[0]!.shape)],
};

/** 1 where the largest value of the reduced axes stands first, else 0, times the gradient. */
export const reduceMaxGradOp: Operator<{ readonly axes: readonly number[] }> = {
  name: 'reduceMaxGrad',
  infer: ([x]) => [x!],
  backward: null,
};

/** Sum, mean or largest over axes (all of them where none is named). Of equally large values, the first has the gradient. */
export const reduceOp: Operator<ReduceAttrs> = {
  name: 'reduce',
  infer: ([x], { axes, keepDims }) => {
    const over = axesOf(axes, x!.length);
    return [keepDims ? kept(x!, over) : x!.filter((_, i) => !over.includes(i))];
  },
  backward: ({ b, attrs: { name, axes }, inputs, outputs, grads }) => {
    const x = inputs[0]!;
    const shape = kept(x.shape, axesOf(axes, x.shape.length));
    const g = reshape(b, grads[0]!, shape);
    if (name === 'max') return [b.apply(reduceMaxGradOp, [x, reshape(b, outputs[0]!, shape), g], { axes })[0]!];
    const whole = broadcast(b, g, x.shape);
    if (name === 'sum') return [whole];
    return [broadcast(b, b.apply(scaleOp, [g], { by: sizeOf(shape) / sizeOf(x.shape) })[0]!, x.shape)];
  },
};

/** A value times a number that is known when the graph is built. */
export const scaleOp: Operator<{ readonly by: number }> = {
  name: 'scale',
  infer: ([x]) => [x!],
  backward: ({ b, attrs, grads }) => [b.apply(scaleOp, [grads[0]!], attrs)[0]!],
};

export const broadcast = (b: Build, x: Value, shape: Shape): Value => (sameShape(x.shape, shape) ? x : b.apply(broadcastOp, [x], { shape })[0]!);

/** Over all axes where `axes` is left out. */
export const reduce = (b: Build, name: ReduceAttrs['name'], x: Value, axes: readonly number[] = x.shape.map((_, i) => i), keepDims = false): Value =>
  b.apply(reduceOp, [x], { name, axes, keepDims })[0]!;

/** The gradient of a value that was broadcast: summed over what was repeated. */
export function sumTo(b: Build, g: Value, shape: Shape): Value {
  if (sameShape(g.shape, shape)) return g;
  const more = g.shape.length - shape.length;
  const axes = g.shape.flatMap((n, i) => (i < more || (shape[i - more] === 1 && n !== 1) ? [i] : []));
  return reshape(b, axes.length === 0 ? g : reduce(b, 'sum', g, axes), shape);
}
