import { type Build, Misfit, type Operator, type Shape, type Value } from '../graph.ts';
import { said } from '../shape.ts';

/** How a window goes over images of rows × height × width × channels, in pairs of (y, x); cells outside the image are not there. */
export interface PoolAttrs {
  readonly [key: string]: readonly number[];
  readonly size: readonly number[];
  readonly strides: readonly number[];
  /** Cells before the first row and column. */
  readonly pads: readonly number[];
  /** Sides of the output. */
  readonly out: readonly number[];
}
type GradAttrs = PoolAttrs & { /** Height and width of the images. */ readonly sides: readonly number[] };

function pooled(x: Shape, { out }: PoolAttrs): Shape {
  if (x.length !== 4) throw new Misfit(`a pool is of images (rows × height × width × channels), not of ${said(x)}.`);
  return [x[0]!, out[0]!, out[1]!, x[3]!];
}
const back = (g: Shape, { sides }: GradAttrs): Shape => [g[0]!, sides[0]!, sides[1]!, g[3]!];

/** The greatest of every window, and which one it was (a whole number in the bits; of equals the first). */
export const maxPoolOp: Operator<PoolAttrs> = {
  name: 'maxPool',
  infer: ([x], attrs) => [pooled(x!, attrs), pooled(x!, attrs)],
  backward: ({ b, attrs, inputs: [x], outputs: [, where], grads: [g] }) => [g ? b.apply(maxPoolGradOp, [g, where!], { ...attrs, sides: x!.shape.slice(1, 3) })[0]! : null],
};
export const maxPoolGradOp: Operator<GradAttrs> = { name: 'maxPoolGrad', infer: ([g], attrs) => [back(g!, attrs)], backward: null };

/** The mean of every window's cells that are in the image. */
export const avgPoolOp: Operator<PoolAttrs> = {
  name: 'avgPool',
  infer: ([x], attrs) => [pooled(x!, attrs)],
  backward: ({ b, attrs, inputs: [x], grads: [g] }) => [b.apply(avgPoolGradOp, [g!], { ...attrs, sides: x!.shape.slice(1, 3) })[0]!],
};
export const avgPoolGradOp: Operator<GradAttrs> = { name: 'avgPoolGrad', infer: ([g], attrs) => [back(g!, attrs)], backward: null };

export const maxPool = (b: Build, x: Value, attrs: PoolAttrs): Value => b.apply(maxPoolOp, [x], attrs)[0]!;
export const avgPool = (b: Build, x: Value, attrs: PoolAttrs): Value => b.apply(avgPoolOp, [x], attrs)[0]!;
