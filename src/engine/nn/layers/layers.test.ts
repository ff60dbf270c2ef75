import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Network, networkCost, networkLayout, networkWeights, parseNetwork, weightsIn } from '../spec/index.ts';
import { LAYERS } from './index.ts';
import { sineTable } from './positional-encoding.ts';

interface Case {
  readonly inputs: readonly (readonly number[])[];
  readonly layer: Readonly<Record<string, unknown>>;
  readonly shape: readonly number[];
  readonly weights: readonly { readonly path: string; readonly shape: readonly number[]; readonly trained: boolean }[];
  readonly parameters: number;
}
const cases = JSON.parse(readFileSync(new URL('reference.json', import.meta.url), 'utf8')) as Case[];

const one = (inputs: readonly (readonly number[])[], layer: Readonly<Record<string, unknown>>): Network => {
  const ports = inputs.map((shape, i) => ({ name: `in_${i}`, shape }));
  return parseNetwork({ version: 2, inputs: ports, layers: [{ name: 'it', inputs: ports.map((p) => p.name), ...layer }] });
};

/** Keras' path within the layer as ours: cells are not named, and parts not by their counters. */
const ours = (path: string): string => path.split('/').filter((part) => !part.endsWith('_cell')).map((part) => /^(?:forward|backward)/.exec(part)?.[0] ?? part).filter((part) => !/^(?:dense|conv2d)(?:_\d+)?$/.test(part)).join('/');

describe('layers against Keras', () => {
  it.each(cases.map((c) => ({ name: JSON.stringify(c.layer), c })))('$name', ({ c }) => {
    const network = one(c.inputs, c.layer);
    const layout = networkLayout(network);
    expect(layout.shapes[0]).toEqual(c.shape);
    const own = weightsIn(layout, network.layers[0]!, 0);
    // Keras lists what is learned before what is not.
    expect([...own].map((w) => ({ path: w.name, shape: w.shape, trained: w.trained }))).toEqual(c.weights.map((w) => ({ ...w, path: ours(w.path) })));
    expect(layout.total).toBe(c.parameters);
  });

  it('are compared in every kind that Keras has', () => {
    const compared = new Set(cases.map((c) => c.layer['kind']));
    const left = Object.values(LAYERS).filter((kind) => kind.keras !== null && !compared.has(kind.kind));
    expect(left.map((kind) => kind.kind)).toEqual([]);
  });
});

describe('layers for tables and places', () => {
  it('turn columns into tokens with a token of their own before them', () => {
    const network = one([[5]], { kind: 'featureTokenizer', numeric: 3, cardinalities: [4, 2], outputDim: 8 });
    const layout = networkLayout(network);
    expect(layout.shapes[0]).toEqual([6, 8]);
    expect(layout.variables.map((v) => [v.name, v.shape])).toEqual([['cls', [1, 8]], ['weight', [3, 8]], ['embeddings', [6, 8]], ['bias', [5, 8]]]);
  });

  it('give categories rows of a usual length', () => {
    const layout = networkLayout(one([[4]], { kind: 'entityEmbedding', numeric: 2, cardinalities: [10, 1000] }));
    expect(layout.shapes[0]).toEqual([2 + 6 + 77]);
  });

  it('know the waves of the sine encoding', () => {
    const table = sineTable(3, 4, 10_000);
    const expected = [0, 1, 2].flatMap((t) => [Math.sin(t), Math.cos(t), Math.sin(t / 100), Math.cos(t / 100)]);
    table.forEach((v, i) => expect(v).toBeCloseTo(expected[i]!, 6));
  });
});

describe('what does not fit', () => {
  it.each([
    [[[10, 6]], { kind: 'conv2d' }, /Layer 1 of the network \(conv2d "it"\) does not fit: it expects images \(height × width × channels\) and gets 10 × 6\./],
    [[[5, 6, 2]], { kind: 'conv2d', kernelSize: 6 }, /its kernel of 6 × 6 is larger than the 5 × 6 image that reaches it; use a smaller kernel or padding "same"/],
    [[[8, 8, 3]], { kind: 'conv2d', groups: 2, filters: 4 }, /its 2 groups do not divide the 3 channels/],
    [[[8, 8, 4]], { kind: 'conv2d', groups: 2, filters: 3 }, /its 2 groups do not divide its 3 filters/],
    [[[8, 8, 4]], { kind: 'conv2d', strides: 2, dilationRate: 2 }, /strides and a dilation rate above 1 do not go together/],
    [[[3, 3, 4]], { kind: 'maxPool2d', poolSize: 4 }, /nothing is left of the 3 × 3 image/],
    [[[7]], { kind: 'lstm' }, /it expects sequences \(time × features\) and gets 7; give it rows that are sequences/],
    [[[4, 3], [4, 2]], { kind: 'add' }, /it merges values of the same shape \(sides of 1 are spread\) and gets 4 × 3 and 4 × 2/],
    [[[4, 3], [5, 2]], { kind: 'concatenate' }, /its inputs must be alike but for side 2, and are 4 × 3 and 5 × 2/],
    [[[4, 3]], { kind: 'reshape', targetShape: [5, -1] }, /the 12 numbers of 4 × 3 do not make 5 × -1/],
    [[[4, 3]], { kind: 'permute', dims: [1, 1] }, /its order 1, 1 must name each of the 2 sides/],
    [[[4, 3]], { kind: 'cropping1d', cropping: 2 }, /it takes 4 of the 4 steps that reach it, so that none is left/],
    [[[4, 30]], { kind: 'groupNorm' }, /its 32 groups do not divide the 30 channels/],
    [[[4]], { kind: 'featureTokenizer', numeric: 1, cardinalities: [3] }, /it expects 1 columns of numbers and 1 of categories, and 4 columns reach it/],
    [[[4]], { kind: 'prelu', sharedAxes: [2] }, /it shares its slope over side 2, and only 1 reach it/],
  ] as const)('is said with the layer and the reason: %j %j', (inputs, layer, sentence) => {
    expect(() => networkLayout(one(inputs, layer))).toThrow(sentence);
  });
});

describe('first weights', () => {
  it('have the spread of their initialisers', () => {
    const spread = (kernelInitializer: string): { readonly sd: number; readonly top: number } => {
      const w = networkWeights(one([[300]], { kind: 'dense', units: 200, useBias: false, kernelInitializer }), 3);
      return { sd: Math.sqrt(w.reduce((s, v) => s + v * v, 0) / w.length), top: Math.max(...w.map(Math.abs)) };
    };
    expect(spread('he_normal').sd).toBeCloseTo(Math.sqrt(2 / 300), 3);
    expect(spread('glorot_normal').sd).toBeCloseTo(Math.sqrt(2 / 500), 3);
    expect(spread('lecun_uniform').top).toBeCloseTo(Math.sqrt(3 / 300), 3);
    expect(spread('random_normal').sd).toBeCloseTo(0.05, 3);
    expect(spread('ones')).toEqual({ sd: 1, top: 1 });
  });

  it('are at right angles where they are orthogonal, wide or tall', () => {
    for (const [rows, columns] of [[4, 12], [12, 4]] as const) {
      const w = networkWeights(one([[rows]], { kind: 'dense', units: columns, useBias: false, kernelInitializer: 'orthogonal' }), 1);
      const short = Math.min(rows, columns);
      const at = (vector: number, k: number): number => (rows <= columns ? w[vector * columns + k]! : w[k * columns + vector]!);
      for (let a = 0; a < short; a++) for (let b = 0; b < short; b++) {
        let dot = 0;
        for (let k = 0; k < 12; k++) dot += at(a, k) * at(b, k);
        expect(dot).toBeCloseTo(a === b ? 1 : 0, 5);
      }
    }
  });

  it('open the forget gates of an LSTM', () => {
    const network = one([[3, 2]], { kind: 'lstm', units: 2 });
    const bias = networkLayout(network).variables.find((v) => v.name === 'bias')!;
    expect(Array.from(networkWeights(network, 0).subarray(bias.offset, bias.offset + bias.size))).toEqual([0, 0, 1, 1, 0, 0, 0, 0]);
  });
});

describe('costs', () => {
  it('count multiply-adds and what is kept for the way back', () => {
    const attention = networkCost(one([[10, 6]], { kind: 'multiHeadAttention', numHeads: 2, keyDim: 3 }));
    expect(attention.multiplyAdds).toBe(2 * (3 * 10 * 6 * 3 + 10 * 3 * 6 + 10 * 10 * 6));
    expect(attention.layers[0]!.activations).toBe(60 + 2 * (20 * 6 + 100));
    const conv = networkCost(one([[9, 8, 4]], { kind: 'conv2d', filters: 6, groups: 2 }));
    expect(conv.multiplyAdds).toBe(7 * 6 * 6 * 9 * 2);
    expect(networkCost(one([[9, 8, 4]], { kind: 'flatten' })).layers[0]!.activations).toBe(0);
  });
});
