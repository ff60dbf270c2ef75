import { StudioError } from '../core/errors.ts';
import type { Activation } from './names.ts';

/** A sequential network as plain data. Images are height × width × channels. Names are unique and name the weights in exports. */
export type LayerSpec =
  | { readonly kind: 'dense'; readonly name: string; readonly units: number; readonly activation: Activation }
  | { readonly kind: 'conv2d'; readonly name: string; readonly filters: number; readonly kernelSize: number; readonly strides: number; readonly padding: 'same' | 'valid'; readonly activation: Activation }
  /** Windows that do not overlap (strides = size); a rest at the right and bottom border is dropped. */
  | { readonly kind: 'maxPool2d' | 'avgPool2d'; readonly name: string; readonly size: number }
  | { readonly kind: 'flatten'; readonly name: string }
  | { readonly kind: 'activation'; readonly name: string; readonly activation: Activation }
  | { readonly kind: 'dropout'; readonly name: string; readonly rate: number }
  /** Adds normal noise while training only. */
  | { readonly kind: 'gaussianNoise'; readonly name: string; readonly sd: number }
  | { readonly kind: 'batchNorm'; readonly name: string; readonly momentum: number; readonly epsilon: number };

export type NetSpec = {
  /** Of one row: `[p]`, or `[height, width, channels]`. */
  readonly inputShape: readonly number[];
  readonly layers: readonly LayerSpec[];
};

/** One array of weights: where it lies in the flat vector of all weights. */
export interface Variable {
  readonly layer: number;
  /** `kernel`, `bias`, `gamma`, `beta`, `moving_mean`, `moving_variance`: Keras' names. */
  readonly name: string;
  readonly shape: readonly number[];
  readonly offset: number;
  readonly size: number;
  /** Kernels are penalised by L1 and L2; biases and scales are not. */
  readonly penalised: boolean;
}

export interface Layout {
  /** Shape of one row after each layer. */
  readonly shapes: readonly (readonly number[])[];
  /** Trained weights first, in layer order; the moving statistics of batch normalisation after them. */
  readonly variables: readonly Variable[];
  readonly trainable: number;
  readonly total: number;
}

export const sizeOf = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1);

const broken = (layer: LayerSpec, i: number, why: string): StudioError =>
  new StudioError('param', `Layer ${i + 1} of the network (${layer.kind} "${layer.name}") does not fit: ${why}`);

function needImage(layer: LayerSpec, i: number, shape: readonly number[]): readonly [number, number, number] {
  const [h, w, c] = shape;
  if (shape.length !== 3 || h === undefined || w === undefined || c === undefined) {
    throw broken(layer, i, `it expects images (height × width × channels) and gets ${shape.join(' × ')}.`);
  }
  return [h, w, c];
}

/** Rows out of one side of a convolution. */
export const convSide = (side: number, kernel: number, strides: number, padding: 'same' | 'valid'): number =>
  padding === 'same' ? Math.ceil(side / strides) : Math.floor((side - kernel) / strides) + 1;

function outputShape(layer: LayerSpec, i: number, shape: readonly number[]): readonly number[] {
  switch (layer.kind) {
    case 'dense':
      if (shape.length !== 1) throw broken(layer, i, `it expects a flat row and gets ${shape.join(' × ')}; put a flatten layer before it.`);
      if (!(layer.units >= 1)) throw broken(layer, i, `it needs at least 1 unit, not ${layer.units}.`);
      return [layer.units];
    case 'conv2d': {
      const [h, w] = needImage(layer, i, shape);
      const out = [h, w].map((side) => convSide(side, layer.kernelSize, layer.strides, layer.padding));
      if (out.some((side) => side < 1)) throw broken(layer, i, `its kernel of ${layer.kernelSize} × ${layer.kernelSize} is larger than the ${h} × ${w} image that reaches it.`);
      return [...out, layer.filters];
    }
    case 'maxPool2d':
    case 'avgPool2d': {
      const [h, w, c] = needImage(layer, i, shape);
      const out = [h, w].map((side) => Math.floor(side / layer.size));
      if (out.some((side) => side < 1)) throw broken(layer, i, `nothing is left of the ${h} × ${w} image that reaches it; use fewer convolution blocks or a smaller pool.`);
      return [...out, c];
    }
    case 'flatten': return [sizeOf(shape)];
    case 'dropout':
      if (!(layer.rate >= 0 && layer.rate < 1)) throw broken(layer, i, `its rate must be at least 0 and below 1, not ${layer.rate}.`);
      return shape;
    case 'activation':
    case 'gaussianNoise':
    case 'batchNorm':
      return shape;
    default: return layer satisfies never;
  }
}

function weightsOf(layer: LayerSpec, input: readonly number[]): readonly { readonly name: string; readonly shape: readonly number[]; readonly trained: boolean }[] {
  const last = input.at(-1)!;
  switch (layer.kind) {
    case 'dense':
      return [{ name: 'kernel', shape: [last, layer.units], trained: true }, { name: 'bias', shape: [layer.units], trained: true }];
    case 'conv2d':
      return [{ name: 'kernel', shape: [layer.kernelSize, layer.kernelSize, last, layer.filters], trained: true }, { name: 'bias', shape: [layer.filters], trained: true }];
    case 'batchNorm':
      return [
        { name: 'gamma', shape: [last], trained: true }, { name: 'beta', shape: [last], trained: true },
        { name: 'moving_mean', shape: [last], trained: false }, { name: 'moving_variance', shape: [last], trained: false },
      ];
    default: return [];
  }
}

/** Shapes and weights of every layer. Throws StudioError('param') naming the first layer that does not fit. */
export function layoutOf(spec: NetSpec): Layout {
  const shapes: (readonly number[])[] = [];
  const wanted: Omit<Variable, 'offset'>[] = [];
  const still: Omit<Variable, 'offset'>[] = [];
  let shape = spec.inputShape;
  for (const [i, layer] of spec.layers.entries()) {
    const next = outputShape(layer, i, shape);
    for (const w of weightsOf(layer, shape)) (w.trained ? wanted : still).push({ layer: i, name: w.name, shape: w.shape, size: sizeOf(w.shape), penalised: w.name === 'kernel' });
    shapes.push(next);
    shape = next;
  }
  let offset = 0;
  const variables = [...wanted, ...still].map((v) => {
    const placed = { ...v, offset };
    offset += v.size;
    return placed;
  });
  return { shapes, variables, trainable: wanted.reduce((sum, v) => sum + v.size, 0), total: offset };
}

/** Multiply-adds of one row going forward: what decides where a net runs. */
export function workOf(spec: NetSpec): number {
  const { shapes } = layoutOf(spec);
  let input = spec.inputShape;
  let work = 0;
  for (const [i, layer] of spec.layers.entries()) {
    const output = shapes[i]!;
    if (layer.kind === 'dense') work += sizeOf(input) * layer.units;
    else if (layer.kind === 'conv2d') work += sizeOf(output) * layer.kernelSize ** 2 * input.at(-1)!;
    else work += sizeOf(output);
    input = output;
  }
  return work;
}
