import type { KernelFunc, NamedAttrMap, NamedTensorInfoMap, TensorInfo } from '@tensorflow/tfjs-core';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { Tf } from './tensorflow.ts';

type ConvAttrs = { readonly strides: number; readonly pad: 'same' | 'valid'; readonly filterShape: [number, number, number, number] };
type PoolAttrs = { readonly filterSize: number; readonly strides: number; readonly pad: 'valid' };
type Shape4 = [number, number, number, number];

/** One row for every weight of a filter, one column for every place it is laid on: image to columns, transposed. */
function columns(x: Float32Array, c: ReturnType<Tf['backend_util']['computeConv2DInfo']>, out: Float32Array): void {
  const { batchSize, inHeight, inWidth, inChannels, outHeight, outWidth, filterHeight, filterWidth, strideHeight, strideWidth } = c;
  const { top, left } = c.padInfo;
  let o = 0;
  for (let ky = 0; ky < filterHeight; ky++) for (let kx = 0; kx < filterWidth; kx++) for (let ch = 0; ch < inChannels; ch++) {
    for (let b = 0; b < batchSize; b++) for (let oy = 0; oy < outHeight; oy++) {
      const iy = oy * strideHeight - top + ky;
      const row = (b * inHeight + iy) * inWidth;
      for (let ox = 0; ox < outWidth; ox++, o++) {
        const ix = ox * strideWidth - left + kx;
        out[o] = iy < 0 || iy >= inHeight || ix < 0 || ix >= inWidth ? 0 : x[(row + ix) * inChannels + ch]!;
      }
    }
  }
}

/** dL/dfilter = columns(x)ᵀ · dy, with the product left to the backend's SIMD matrix multiplication. */
function convFilterGradient(tf: Tf): KernelFunc {
  return ({ inputs, attrs, backend }) => {
    const wasm = backend as BackendWasm;
    const { x, dy } = inputs as NamedTensorInfoMap & { readonly x: TensorInfo; readonly dy: TensorInfo };
    const { strides, pad, filterShape } = attrs as NamedAttrMap & ConvAttrs;
    const c = tf.backend_util.computeConv2DInfo(x.shape as Shape4, filterShape, strides, 1, pad);
    const places = c.batchSize * c.outHeight * c.outWidth;
    const weights = c.filterHeight * c.filterWidth * c.inChannels;
    const unfolded = wasm.makeOutput([1, weights, places], 'float32');
    columns(wasm.typedArrayFromHeap(x) as Float32Array, c, wasm.typedArrayFromHeap(unfolded) as Float32Array);
    const kernel = tf.getKernel('BatchMatMul', 'wasm').kernelFunc;
    const product = kernel({ inputs: { a: unfolded, b: { ...dy, shape: [1, places, c.outChannels] } }, attrs: { transposeA: false, transposeB: false }, backend }) as TensorInfo;
    wasm.disposeData(unfolded.dataId);
    return { ...product, shape: c.filterShape };
  };
}

/**
 * The gradient goes to the first largest value of each window. TensorFlow.js' own kernel starts its search at the smallest
 * positive number and so loses the gradient of every window without a positive value.
 */
function maxPoolGradient(tf: Tf): KernelFunc {
  return ({ inputs, attrs, backend }) => {
    const wasm = backend as BackendWasm;
    const { dy, input } = inputs as NamedTensorInfoMap & { readonly dy: TensorInfo; readonly input: TensorInfo };
    const { filterSize, strides, pad } = attrs as NamedAttrMap & PoolAttrs;
    const c = tf.backend_util.computePool2DInfo(input.shape as Shape4, filterSize, strides, 1, pad);
    const out = wasm.makeOutput(input.shape, 'float32');
    const x = wasm.typedArrayFromHeap(input) as Float32Array;
    const d = wasm.typedArrayFromHeap(dy) as Float32Array;
    const dx = wasm.typedArrayFromHeap(out) as Float32Array;
    dx.fill(0);
    const { inHeight, inWidth, inChannels: channels, filterHeight, filterWidth, strideHeight, strideWidth } = c;
    let o = 0;
    for (let b = 0; b < c.batchSize; b++) for (let oy = 0; oy < c.outHeight; oy++) for (let ox = 0; ox < c.outWidth; ox++) {
      const corner = ((b * inHeight + oy * strideHeight) * inWidth + ox * strideWidth) * channels;
      for (let ch = 0; ch < channels; ch++, o++) {
        let at = corner + ch;
        for (let ky = 0; ky < filterHeight; ky++) for (let kx = 0; kx < filterWidth; kx++) {
          const i = corner + (ky * inWidth + kx) * channels + ch;
          if (x[i]! > x[at]!) at = i;
        }
        dx[at]! += d[o]!;
      }
    }
    return out;
  };
}

/** Gives the WebAssembly backend what it lacks to train convolutions, and replaces what it gets wrong. */
export function installWasmKernels(tf: Tf): void {
  if (tf.getKernel('Conv2DBackpropFilter', 'wasm') !== undefined) return;
  tf.registerKernel({ kernelName: 'Conv2DBackpropFilter', backendName: 'wasm', kernelFunc: convFilterGradient(tf) });
  tf.unregisterKernel('MaxPoolGrad', 'wasm');
  tf.registerKernel({ kernelName: 'MaxPoolGrad', backendName: 'wasm', kernelFunc: maxPoolGradient(tf) });
}
