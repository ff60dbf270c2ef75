import { describe, expect, it } from 'vitest';
import { initialWeights } from '../init.ts';
import { layoutOf, type NetSpec } from '../spec.ts';
import { epochMultiplyAdds, networkCost, networkLayout, networkWeights, parseNetwork, predictionBytes, trainingBytes } from './index.ts';

const first: NetSpec = {
  inputShape: [8, 8, 1],
  layers: [
    { kind: 'conv2d', name: 'conv_1', filters: 4, kernelSize: 3, strides: 2, padding: 'same', activation: 'linear' },
    { kind: 'batchNorm', name: 'conv_norm_1', momentum: 0.9, epsilon: 1e-4 },
    { kind: 'activation', name: 'conv_activation_1', activation: 'swish' },
    { kind: 'avgPool2d', name: 'pool_1', size: 2 },
    { kind: 'flatten', name: 'flatten' },
    { kind: 'gaussianNoise', name: 'noise', sd: 0.2 },
    { kind: 'dense', name: 'dense_1', units: 6, activation: 'gelu' },
    { kind: 'dropout', name: 'dropout_1', rate: 0.25 },
    { kind: 'dense', name: 'output', units: 3, activation: 'linear' },
  ],
};

describe('networks of the first version', () => {
  it('become graphs whose weights lie where they lay', () => {
    const network = parseNetwork(first);
    const [before, now] = [layoutOf(first), networkLayout(network)];
    expect(now.shapes).toEqual(before.shapes);
    expect(now.variables.map(({ layer, name, shape, offset, size, penalised }) => ({ layer, name, shape, offset, size, penalised }))).toEqual(before.variables);
    expect([now.trainable, now.total]).toEqual([before.trainable, before.total]);
    expect(networkWeights(network, 7)).toEqual(initialWeights(first, 7, 'glorot_uniform'));
  });

  it('keep their settings under the names of today', () => {
    const { layers, inputs, outputs } = parseNetwork(first);
    expect(inputs).toEqual([{ name: 'input', shape: [8, 8, 1] }]);
    expect(outputs).toEqual(['output']);
    expect(layers[0]).toMatchObject({ kind: 'conv2d', filters: 4, kernelSize: [3, 3], strides: [2, 2], padding: 'same', dilationRate: [1, 1], inputs: ['input'] });
    expect(layers[1]).toMatchObject({ momentum: 0.9, epsilon: 1e-4, center: true, scale: true });
    expect(layers[2]).toMatchObject({ activation: 'silu', inputs: ['conv_norm_1'] });
    expect(layers[3]).toMatchObject({ poolSize: [2, 2], strides: [0, 0] });
    expect(layers[5]).toMatchObject({ stddev: 0.2 });
  });
});

const graph = {
  version: 2,
  inputs: [{ name: 'image', shape: [8, 8, 3] }, { name: 'facts', shape: [4] }],
  layers: [
    { kind: 'conv2d', name: 'c', filters: 4, padding: 'same', inputs: ['image'] },
    { kind: 'globalAvgPool2d' },
    { kind: 'dense', name: 'd', units: 4, inputs: ['facts'], trainable: false },
    { kind: 'add', inputs: ['global_avg_pool2d_1', 'd'] },
    { kind: 'dense', name: 'y', units: 2 },
  ],
  outputs: ['y', 'c'],
};

describe('networks as graphs', () => {
  it('fill in what is not given, and come back from JSON as they were', () => {
    const network = parseNetwork(graph);
    expect(network.layers[1]).toEqual({ kind: 'globalAvgPool2d', name: 'global_avg_pool2d_1', inputs: ['c'], trainable: true, keepdims: false });
    expect(network.layers[4]).toMatchObject({ inputs: ['add_1'], activation: 'linear', useBias: true });
    expect(parseNetwork(JSON.parse(JSON.stringify(network)))).toEqual(network);
  });

  it('put weights that are kept as they are after those that learn', () => {
    const { variables, trainable, total } = networkLayout(parseNetwork(graph));
    expect(variables.map((v) => [v.layer, v.name, v.trained])).toEqual([[0, 'kernel', true], [0, 'bias', true], [4, 'kernel', true], [4, 'bias', true], [2, 'kernel', false], [2, 'bias', false]]);
    expect([trainable, total]).toEqual([112 + 10, 112 + 10 + 20]);
  });

  it('tell what they cost', () => {
    const cost = networkCost(parseNetwork(graph));
    expect(cost.layers.map((l) => [l.name, l.parameters, l.trained])).toEqual([['c', 112, 112], ['global_avg_pool2d_1', 0, 0], ['d', 20, 0], ['add_1', 0, 0], ['y', 10, 10]]);
    expect(cost.multiplyAdds).toBe(8 * 8 * 4 * 27 + 256 + 16 + 4 + 8);
    expect(cost.activations).toBe(192 + 4 + 256 + 4 + 4 + 4 + 2);
    expect(epochMultiplyAdds(cost, 10)).toBe(30 * cost.multiplyAdds);
    expect(trainingBytes(cost, 2, 2)).toBe(4 * (142 + 3 * 122 + 2 * (466 + cost.widest)));
    expect(predictionBytes(cost, 5)).toBe(4 * (142 + 5 * (192 + 256)));
  });

  it.each([
    [{ version: 3 }, /it is of version 3; this Tablab reads versions 1 and 2/],
    [[], /it is not an object/],
    [{ ...graph, inputs: [] }, /it has no inputs/],
    [{ ...graph, inputs: [{ name: 'a', shape: [0] }] }, /the shape of input "a" must be 1 to 4 whole numbers of at least 1; it is 0/],
    [{ ...graph, inputs: [{ name: 'a b', shape: [1] }] }, /input 1 has the name "a b"; names are letters/],
    [{ ...graph, layers: [{ kind: 'dens' }] }, /layer 1 is of the kind "dens"; there are dense, conv1d/],
    [{ ...graph, layers: [{ kind: 'toString' }] }, /layer 1 is of the kind "toString"/],
    [{ ...graph, layers: [{ kind: 'dense', name: 'facts' }] }, /two of its parts have the name "facts"/],
    [{ ...graph, layers: [{ kind: 'dense', units: 0 }] }, /The "units" parameter of layer 1 of the network \(dense "dense_1"\) must be an integer ≥ 1/],
    [{ ...graph, layers: [{ kind: 'dense', unit: 3 }] }, /layer 1 of the network \(dense "dense_1"\) has no parameter "unit"\. It has: units, activation/],
    [{ ...graph, layers: [{ kind: 'conv2d', kernelSize: [1, 2, 3] }] }, /The "kernelSize" parameter .* must have 1 or 2 numbers\. Got 3/],
    [{ ...graph, layers: [{ kind: 'dense', inputs: ['later'] }, { kind: 'dense', name: 'later' }] }, /takes "later", which is no input and no layer before it/],
    [{ ...graph, layers: [{ kind: 'add' }] }, /layer 1 of the network \(add "add_1"\) takes 2 to 64 inputs and is given 1/],
    [{ ...graph, layers: [{ kind: 'bidirectional' }] }, /is put around another layer, given as "layer": one of simpleRnn, lstm, gru/],
    [{ ...graph, layers: [{ kind: 'bidirectional', layer: { kind: 'dense' } }] }, /one of simpleRnn, lstm, gru/],
    [{ ...graph, outputs: ['z'] }, /its output "z" is none of its layers/],
  ] as const)('say what cannot be read: %j', (value, sentence) => {
    expect(() => parseNetwork(value)).toThrow(sentence);
  });

  it('say which layer or input leads nowhere', () => {
    expect(() => networkLayout(parseNetwork({ ...graph, outputs: ['add_1'] }))).toThrow(/Layer 5 of the network \(dense "y"\) does not fit: nothing that comes out depends on it/);
    expect(() => networkLayout(parseNetwork({ ...graph, layers: [{ kind: 'dense', inputs: ['facts'] }], outputs: ['dense_1'] }))).toThrow(/The input "image" of the network is taken by no layer/);
  });
});
