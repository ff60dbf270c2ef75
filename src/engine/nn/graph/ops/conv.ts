import { type Build, Misfit, type Operator, type Shape, type Value } from '../graph.ts';
import { said } from '../shape.ts';

/**
 * How filters go over images of rows × height × width × channels, in pairs of (y, x). `pads`: zeros before the first row and column; how many come
 * after follows from `out`, the sides of the output.
 */
export interface ConvAttrs {
  readonly [key: string]: number | string | readonly number[];
  readonly strides: readonly number[];
  readonly dilation: readonly number[];
  readonly pads: readonly number[];
  readonly out: readonly number[];
  readonly groups: number;
  readonly activation: 'linear' | 'relu';
}
type InputGradAttrs = ConvAttrs & { /** Height and width of the images. */ readonly sides: readonly number[] };
type FilterGradAttrs = ConvAttrs & { /** Height and width of the filters. */ readonly kernel: readonly number[] };

function checked(x: Shape, kernel: Shape, { groups, out }: ConvAttrs): Shape {
  if (x.length !== 4 || kernel.length !== 4) throw new Misfit(`a convolution is of images (rows × height × width × channels) and filters (height × width × channels × filters), not of ${said(x)} and ${said(kernel)}.`);
  if (x[3] !== kernel[2]! * groups || kernel[3]! % groups !== 0) throw new Misfit(`filters of ${said(kernel)} in ${groups} groups do not fit images of ${x[3]} channels.`);
  return [x[0]!, out[0]!, out[1]!, kernel[3]!];
}

/**
 * Convolution as Keras has it (filters are not turned over). Filters: height × width × channels of a group × filters. A third input is a bias of
 * one number a filter, `activation` what follows: the planner puts both in where they stand behind it.
 */
export const conv2dOp: Operator<ConvAttrs> = {
  name: 'conv2d',
  infer: ([x, w, bias], attrs) => {
    if (bias && (bias.length !== 1 || bias[0] !== w![3])) throw new Misfit(`its bias is ${said(bias)} and should be ${w![3]}.`);
    return [checked(x!, w!, attrs)];
  },
  backward: ({ b, attrs, inputs: [x, w], grads: [g], needs }) => [
    needs[0] ? conv2dInputGrad(b, g!, w!, attrs, x!.shape.slice(1, 3)) : null,
    needs[1] ? b.apply(conv2dFilterGradOp, [x!, g!], { ...attrs, kernel: w!.shape.slice(0, 2) })[0]! : null,
  ],
};

/** The gradient of `conv2d` by its images, and by itself a transposed convolution: of output and filters. */
export const conv2dInputGradOp: Operator<InputGradAttrs> = {
  name: 'conv2dInputGrad',
  infer: ([g, w], attrs) => {
    const x = [g![0]!, ...attrs.sides, w![2]! * attrs.groups];
    const back = checked(x, w!, attrs);
    if (back.some((side, i) => side !== g![i])) throw new Misfit(`images of ${said(x)} would give ${said(back)}, not ${said(g!)}.`);
    return [x];
  },
  backward: ({ b, attrs, inputs: [y, w], grads: [g], needs }) => [
    needs[0] ? conv2d(b, g!, w!, attrs) : null,
    needs[1] ? b.apply(conv2dFilterGradOp, [g!, y!], { ...attrs, kernel: w!.shape.slice(0, 2) })[0]! : null,
  ],
};

/** The gradient of `conv2d` by its filters, of the images and the gradient of the output. */
export const conv2dFilterGradOp: Operator<FilterGradAttrs> = {
  name: 'conv2dFilterGrad',
  infer: ([x, g], { kernel, groups }) => [[kernel[0]!, kernel[1]!, x![3]! / groups, g![3]!]],
  backward: null,
};

export const conv2d = (b: Build, x: Value, filters: Value, attrs: ConvAttrs): Value => b.apply(conv2dOp, [x, filters], { ...attrs, activation: 'linear' })[0]!;
/** `sides`: height and width of the images that come out. */
export const conv2dInputGrad = (b: Build, y: Value, filters: Value, attrs: ConvAttrs, sides: Shape): Value => b.apply(conv2dInputGradOp, [y, filters], { ...attrs, activation: 'linear', sides })[0]!;
