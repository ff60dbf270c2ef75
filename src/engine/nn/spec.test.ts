import { describe, expect, it } from 'vitest';
import { inspect } from './inspect.ts';
import { initialWeights } from './init.ts';
import { layoutOf, type LayerSpec, type NetSpec, workOf } from './spec.ts';

const dense = (name: string, units: number): LayerSpec => ({ kind: 'dense', name, units, activation: 'relu' });
const image: NetSpec = {
  inputShape: [5, 6, 2],
  layers: [
    { kind: 'conv2d', name: 'c', filters: 3, kernelSize: 3, strides: 2, padding: 'same', activation: 'relu' },
    { kind: 'batchNorm', name: 'n', momentum: 0.99, epsilon: 1e-3 },
    { kind: 'maxPool2d', name: 'p', size: 2 },
    { kind: 'flatten', name: 'f' },
    dense('d', 4),
  ],
};

describe('network specs', () => {
  it('know their shapes and weights', () => {
    const layout = layoutOf(image);
    expect(layout.shapes).toEqual([[3, 3, 3], [3, 3, 3], [1, 1, 3], [3], [4]]);
    expect(layout.variables.map((v) => v.name)).toEqual(['kernel', 'bias', 'gamma', 'beta', 'kernel', 'bias', 'moving_mean', 'moving_variance']);
    expect([layout.trainable, layout.total]).toEqual([54 + 3 + 6 + 12 + 4, 54 + 3 + 6 + 12 + 4 + 6]);
    expect(workOf(image)).toBe(27 * 9 * 2 + 27 + 3 + 3 + 12);
  });

  it.each([
    [[dense('a', 2)], /Layer 1 of the network \(dense "a"\) does not fit: it expects a flat row and gets 5 × 6 × 2/],
    [[{ kind: 'maxPool2d', name: 'p', size: 7 }], /Layer 1 .* nothing is left of the 5 × 6 image/],
    [[{ kind: 'conv2d', name: 'c', filters: 1, kernelSize: 6, strides: 1, padding: 'valid', activation: 'relu' }], /kernel of 6 × 6 is larger than the 5 × 6 image/],
    [[{ kind: 'flatten', name: 'f' }, { kind: 'maxPool2d', name: 'p', size: 2 }], /Layer 2 .*expects images \(height × width × channels\) and gets 60/],
  ] as const)('name the layer that does not fit: %j', (layers, sentence) => {
    expect(() => layoutOf({ inputShape: image.inputShape, layers })).toThrow(sentence);
  });

  it('start from Keras\' ranges: kernels spread up to the limit, biases at 0, scales at 1', () => {
    const weights = initialWeights({ inputShape: [30], layers: [dense('a', 70)] }, 1, 'glorot_uniform');
    const kernel = weights.subarray(0, 2100);
    const limit = Math.sqrt(6 / 100);
    expect(Math.max(...kernel)).toBeLessThanOrEqual(limit);
    expect(Math.max(...kernel)).toBeGreaterThan(0.98 * limit);
    expect(Math.min(...kernel)).toBeLessThan(-0.98 * limit);
    expect(Math.abs(kernel.reduce((a, b) => a + b, 0) / 2100)).toBeLessThan(0.01);
    expect(weights.subarray(2100).every((v) => v === 0)).toBe(true);
    expect(initialWeights(image, 1, 'he_uniform').subarray(57, 60)).toEqual(Float32Array.of(1, 1, 1));
  });

  it('are reported layer by layer for the inspector', () => {
    const report = inspect({
      net: image, weights: initialWeights(image, 1, 'glorot_uniform'), head: 'softmax', columns: [], classes: null, inputScale: 1, outputMean: 0, outputSd: 1,
      training: { device: 'cpu', epochs: 0, bestEpoch: 0, stopped: 'epochs', history: { loss: [], metric: [], valLoss: [], valMetric: [], learningRate: [] } },
    });
    expect(report.map((l) => [l.name, l.parameters])).toEqual([['input', 0], ['c', 57], ['n', 12], ['p', 0], ['f', 0], ['d', 16]]);
    expect(report[1]!.outputShape).toEqual([null, 3, 3, 3]);
    const [kernel, bias] = report[1]!.weights;
    expect(kernel!.histogram.counts.reduce((a, b) => a + b, 0)).toBe(54);
    expect(kernel!.sd).toBeGreaterThan(0);
    expect([bias!.zeros, bias!.mean]).toEqual([3, 0]);
  });
});
