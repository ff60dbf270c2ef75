import { activate } from './activations.ts';
import type { Activation } from './names.ts';
import { convSide, layoutOf, samePadding, type LayerSpec, type NetSpec, sizeOf, type Variable } from './spec.ts';

type Of<K extends LayerSpec['kind']> = Extract<LayerSpec, { kind: K }>;

function activated(values: Float32Array, kind: Activation): Float32Array {
  if (kind !== 'linear') for (let i = 0; i < values.length; i++) values[i] = activate(kind, values[i]!);
  return values;
}

function dense(x: Float32Array, rows: number, w: Float32Array, b: Float32Array, kind: Activation): Float32Array {
  const units = b.length;
  const inputs = w.length / units;
  const out = new Float32Array(rows * units);
  const sums = new Float64Array(units);
  for (let r = 0; r < rows; r++) {
    sums.set(b);
    for (let k = 0; k < inputs; k++) {
      const v = x[r * inputs + k]!;
      if (v !== 0) for (let j = 0; j < units; j++) sums[j]! += v * w[k * units + j]!;
    }
    out.set(sums, r * units);
  }
  return activated(out, kind);
}

function conv2d(x: Float32Array, rows: number, [h, w, channels]: readonly number[], layer: Of<'conv2d'>, kernel: Float32Array, b: Float32Array): Float32Array {
  const { kernelSize: k, strides, filters, padding } = layer;
  const [outH, outW] = [convSide(h!, k, strides, padding), convSide(w!, k, strides, padding)];
  const top = padding === 'same' ? samePadding(h!, k, strides).before : 0;
  const left = padding === 'same' ? samePadding(w!, k, strides).before : 0;
  const out = new Float32Array(rows * outH * outW * filters);
  const sums = new Float64Array(filters);
  let o = 0;
  for (let r = 0; r < rows; r++) for (let oy = 0; oy < outH; oy++) for (let ox = 0; ox < outW; ox++, o += filters) {
    sums.set(b);
    for (let ky = 0; ky < k; ky++) {
      const iy = oy * strides - top + ky;
      if (iy < 0 || iy >= h!) continue;
      for (let kx = 0; kx < k; kx++) {
        const ix = ox * strides - left + kx;
        if (ix < 0 || ix >= w!) continue;
        for (let c = 0; c < channels!; c++) {
          const v = x[((r * h! + iy) * w! + ix) * channels! + c]!;
          const at = ((ky * k + kx) * channels! + c) * filters;
          if (v !== 0) for (let f = 0; f < filters; f++) sums[f]! += v * kernel[at + f]!;
        }
      }
    }
    out.set(sums, o);
  }
  return activated(out, layer.activation);
}

function pool(x: Float32Array, rows: number, [h, w, channels]: readonly number[], { kind, size }: Of<'maxPool2d' | 'avgPool2d'>): Float32Array {
  const [outH, outW] = [Math.floor(h! / size), Math.floor(w! / size)];
  const out = new Float32Array(rows * outH * outW * channels!);
  let o = 0;
  for (let r = 0; r < rows; r++) for (let oy = 0; oy < outH; oy++) for (let ox = 0; ox < outW; ox++) for (let c = 0; c < channels!; c++, o++) {
    let value = kind === 'maxPool2d' ? -Infinity : 0;
    for (let ky = 0; ky < size; ky++) for (let kx = 0; kx < size; kx++) {
      const v = x[((r * h! + oy * size + ky) * w! + ox * size + kx) * channels! + c]!;
      value = kind === 'maxPool2d' ? Math.max(value, v) : value + v / (size * size);
    }
    out[o] = value;
  }
  return out;
}

function batchNorm(x: Float32Array, { epsilon }: Of<'batchNorm'>, [gamma, beta, mean, variance]: readonly Float32Array[]): Float32Array {
  const c = gamma!.length;
  const out = new Float32Array(x.length);
  for (let i = 0; i < x.length; i++) {
    const j = i % c;
    out[i] = ((x[i]! - mean![j]!) / Math.sqrt(variance![j]! + epsilon)) * gamma![j]! + beta![j]!;
  }
  return out;
}

/**
 * The net on rows of `x` without TensorFlow.js: values are float32 after each layer as everywhere, sums are double. Stops
 * after layer `last` (the code of an autoencoder), at the end if not given.
 */
export function forwardRows(spec: NetSpec, weights: Float32Array, x: Float32Array, rows: number, last = spec.layers.length - 1): Float32Array {
  const layout = layoutOf(spec);
  const of = (layer: number): Float32Array[] => layout.variables.filter((v: Variable) => v.layer === layer).map((v) => weights.subarray(v.offset, v.offset + v.size));
  let shape = spec.inputShape;
  let y = x;
  for (const [i, layer] of spec.layers.entries()) {
    if (i > last) break;
    const own = of(i);
    switch (layer.kind) {
      case 'dense': y = dense(y, rows, own[0]!, own[1]!, layer.activation); break;
      case 'conv2d': y = conv2d(y, rows, shape, layer, own[0]!, own[1]!); break;
      case 'maxPool2d':
      case 'avgPool2d': y = pool(y, rows, shape, layer); break;
      case 'batchNorm': y = batchNorm(y, layer, own); break;
      case 'activation': y = activated(y.slice(), layer.activation); break;
      case 'flatten':
      case 'dropout':
      case 'gaussianNoise': break;
      default: layer satisfies never;
    }
    shape = layout.shapes[i]!;
  }
  return y;
}

/** Numbers a row takes at most between two layers: how many rows fit into a block. */
export const widest = (spec: NetSpec): number => Math.max(sizeOf(spec.inputShape), ...layoutOf(spec).shapes.map(sizeOf));
