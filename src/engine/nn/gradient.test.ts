import { describe, expect, it } from 'vitest';
import { openBackend } from './backends/backend.ts';
import type { Tensor } from './backends/tensorflow.ts';
import { wrongImageGradient } from './backends/self-test.ts';
import { initialWeights } from './init.ts';
import { type Activation, ACTIVATIONS, type LossName } from './names.ts';
import { kitOf } from './ops/kit.ts';
import { lossOf } from './ops/loss.ts';
import { backward, forward } from './ops/network.ts';
import { layoutOf, type LayerSpec, type NetSpec, sizeOf } from './spec.ts';

const wave = (n: number, step: number): Float32Array => Float32Array.from({ length: n }, (_, i) => Math.sin(i * step + 0.3));
const mild = { mask: (_: number, size: number) => wave(size, 0.7).map((v) => (v > 0 ? 2 : 0)), noise: (_: number, size: number) => wave(size, 0.5), moved: () => {} };

/** The largest difference between our gradient and central differences, relative to the gradient's length. */
async function gradientError(spec: NetSpec, kind: LossName): Promise<number> {
  const backend = await openBackend('cpu');
  const { tf } = backend;
  const layout = layoutOf(spec);
  const k = layout.shapes.at(-1)![0]!;
  const rows = 5;
  const x = wave(rows * sizeOf(spec.inputShape), 1.3);
  const y = kind === 'softmax' || kind === 'binary' ? Float32Array.from({ length: rows * k }, (_, i) => (Math.floor(i / k) % Math.max(2, k) === i % Math.max(2, k) ? 1 : 0)) : wave(rows * k, 2.1);
  const weights = initialWeights(spec, 3, 'glorot_uniform').map((v, i) => v + 0.05 * Math.sin(i));
  const run = (values: Float32Array): { readonly loss: number; readonly grads: Float32Array } => {
    backend.use();
    const [loss, ...grads] = tf.tidy(() => {
      const tensors = layout.variables.map((v) => tf.tensor(values.slice(v.offset, v.offset + v.size), [...v.shape]));
      const { z, passes } = forward(kitOf(backend), spec, layout, tensors, tf.tensor(x, [rows, ...spec.inputShape]), mild);
      const l = lossOf(tf, kind, z, tf.tensor(y, [rows, k]), tf.tensor([1, 2, 0.5, 1, 1.5], [rows, 1]));
      return [l.loss, ...backward(layout, passes, l.dz)];
    }) as [Tensor, ...Tensor[]];
    const flat = Float32Array.from(grads.flatMap((g) => [...g.dataSync()]));
    return { loss: loss.dataSync()[0]!, grads: flat };
  };
  const { grads } = run(weights);
  const length = Math.hypot(...grads);
  let worst = 0;
  for (let i = 0; i < layout.trainable; i += Math.max(1, Math.floor(layout.trainable / 40))) {
    const h = 2e-3;
    const at = (d: number): number => run(weights.map((v, j) => (j === i ? v + d : v))).loss;
    worst = Math.max(worst, Math.abs((at(h) - at(-h)) / (2 * h) - grads[i]!) / length);
  }
  return worst;
}

const dense = (units: number, activation: Activation, i: number): LayerSpec => ({ kind: 'dense', name: `d${i}`, units, activation });
const conv = (activation: Activation, strides: number, padding: 'same' | 'valid'): LayerSpec => ({ kind: 'conv2d', name: `c${strides}${padding}`, filters: 3, kernelSize: 3, strides, padding, activation });
const norm: LayerSpec = { kind: 'batchNorm', name: 'n', momentum: 0.9, epsilon: 1e-3 };
const nets: Readonly<Record<string, NetSpec>> = {
  ...Object.fromEntries(ACTIVATIONS.map((a) => [a, { inputShape: [4], layers: [dense(6, a, 1), dense(3, 'linear', 2)] }])),
  'noise, dropout, norm': { inputShape: [4], layers: [{ kind: 'gaussianNoise', name: 'g', sd: 0.1 }, dense(6, 'tanh', 1), norm, { kind: 'dropout', name: 'o', rate: 0.5 }, { kind: 'activation', name: 'a', activation: 'swish' }, dense(3, 'linear', 2)] },
  'conv, max pool': { inputShape: [6, 5, 2], layers: [conv('tanh', 1, 'same'), { kind: 'maxPool2d', name: 'p', size: 2 }, conv('linear', 2, 'same'), { kind: 'flatten', name: 'f' }, dense(3, 'linear', 1)] },
  'valid conv, average pool, norm': { inputShape: [7, 7, 1], layers: [conv('linear', 1, 'valid'), norm, { kind: 'avgPool2d', name: 'p', size: 2 }, { kind: 'flatten', name: 'f' }, dense(3, 'linear', 1)] },
};

describe('gradients on TensorFlow.js', () => {
  it.each(Object.entries(nets))('%s', async (_, spec) => {
    expect(await gradientError(spec, 'softmax')).toBeLessThan(4e-3);
  });
  it.each(['mse', 'mae', 'huber'] as const)('loss %s', async (kind) => {
    expect(await gradientError({ inputShape: [4], layers: [dense(5, 'tanh', 1), dense(2, 'linear', 2)] }, kind)).toBeLessThan(4e-3);
  });
  it('loss binary', async () => {
    expect(await gradientError({ inputShape: [4], layers: [dense(5, 'tanh', 1), dense(1, 'linear', 2)] }, 'binary')).toBeLessThan(4e-3);
  });
  it('passes the self-test of image gradients', async () => {
    expect(await wrongImageGradient(await openBackend('cpu'))).toBeNull();
  });
});

describe('the self-test', () => {
  it('notices a pooling gradient that loses what it should pass on', async () => {
    const backend = await openBackend('cpu');
    const { tf } = backend;
    const ours = tf.getKernel('MaxPoolGrad', 'cpu');
    tf.unregisterKernel('MaxPoolGrad', 'cpu');
    tf.registerKernel({ ...ours, kernelFunc: (args) => tf.getKernel('ZerosLike', 'cpu').kernelFunc({ ...args, inputs: { x: args.inputs['input']! } }) });
    expect(await wrongImageGradient(backend)).toBe('MaxPoolGrad');
    tf.unregisterKernel('MaxPoolGrad', 'cpu');
    tf.registerKernel(ours);
  });
});
