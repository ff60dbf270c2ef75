import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Param, ParamSchema } from '../../../core/params.ts';
import { kindOf, LAYERS, type LayerKindName } from '../../layers/index.ts';
import { NAME, networkLayout, parseNetwork, parseText, printText, TextError } from '../index.ts';

const network = (text: string) => parseText(text).network;

describe('networks as text', () => {
  it('read as they are written', () => {
    const cnn = network(`
# digits
input 28x28x1
conv2d 16 3x3 same relu
maxPool2d 2
conv2d 32 3 relu strides=2
flatten
dropout 0.5
dense 64 swish frozen
dense 10
`);
    expect(networkLayout(cnn).shapes).toEqual([[28, 28, 16], [14, 14, 16], [6, 6, 32], [1152], [1152], [64], [10]]);
    expect(cnn.layers[2]).toMatchObject({ kernelSize: [3, 3], strides: [2, 2], padding: 'valid', activation: 'relu' });
    expect(cnn.layers[5]).toMatchObject({ activation: 'silu', trainable: false, name: 'dense_1' });
  });

  it('branch and merge by name', () => {
    const two = network(`
text = input 20
facts = input 4
embedding 100 8 maskZero from text
a = bidirectional sum lstm 16 returnSequences
b = multiHeadAttention 2 8 causal
add a b
Add a
pooled = globalAvgPool1d
f = dense 16 relu from facts
concatenate pooled f
y = dense 1
output y pooled
`);
    expect(two.layers.map((l) => l.inputs)).toEqual([['text'], ['embedding_1'], ['a'], ['a', 'b'], ['add_1', 'a'], ['add_2'], ['facts'], ['pooled', 'f'], ['concatenate_1']]);
    expect(two.layers[1]).toMatchObject({ mergeMode: 'sum', layer: { kind: 'lstm', units: 16, returnSequences: true, activation: 'tanh' } });
    expect(two.outputs).toEqual(['y', 'pooled']);
    expect(networkLayout(two).shapes.at(-1)).toEqual([1]);
  });

  it('know Keras\' class names and bends by themselves', () => {
    const spec = network('input 6x6x2\nConv2D 4\nBatchNormalization\nrelu\nLeakyReLU 0.1\nMaxPooling2D\nGlobalAveragePooling2D\nsoftmax');
    expect(spec.layers.map((l) => l.kind)).toEqual(['conv2d', 'batchNorm', 'activation', 'leakyRelu', 'maxPool2d', 'globalAvgPool2d', 'activation']);
  });

  it.each([
    ['input 4\ndens 3', 2, 1, /there is no layer "dens"; did you mean "dense"\?/],
    ['input 4\n  dense 3 rleu', 2, 11, /"rleu" is nothing that dense takes; did you mean "relu"\?/],
    ['input 4\ndense 3 4', 2, 9, /dense takes no further number here; its settings are units, activation/],
    ['input 4\ndense unit=3', 2, 7, /dense has no "unit"; did you mean "units"\?/],
    ['input 4\ndense activation=rel', 2, 18, /"rel" is no activation of dense; it takes linear, relu/],
    ['input 4\ndense units=0', 2, 1, /The "units" parameter of dense "dense_1" must be an integer ≥ 1/],
    ['input 4\nadd x', 2, 5, /"x" is nothing that add takes; /],
    ['input 4\ndense 3 from y', 2, 14, /there is no input or layer "y" above\./],
    ['input 4\ndense 3 from', 2, 9, /the names of what it takes belong after "from"/],
    ['dense 3', 1, 1, /the shape of a row comes first/],
    ['input', 1, 1, /an input needs the shape of a row/],
    ['input 4x0', 1, 7, /the sides of an input are at least 1/],
    ['input 4 5', 1, 9, /nothing belongs after the shape of an input, and "5" stands there/],
    ['input 4\ndense\ninput 3', 3, 1, /inputs belong above all layers/],
    ['a = input 4\na = dense 3', 2, 1, /the name "a" is taken by line 1/],
    ['input 4\n1st = dense', 2, 1, /"1st" is no name/],
    ['input 4\nx =', 2, 4, /a layer belongs after "x ="/],
    ['input 4\ndense\noutput d', 3, 8, /there is no layer "d" above/],
    ['input 4\noutput', 2, 1, /the names of the layers that come out belong after "output"/],
    ['input 4\nz = dense\noutput z\ndense', 4, 1, /layers belong above the line of outputs/],
    ['input 4\nbidirectional dense 3', 2, 15, /"dense" is nothing that bidirectional takes/],
    ['input 4x2\nbidirectional', 2, 1, /is put around another layer/],
    ['\n\n# nothing', 3, 1, /there is no input/],
  ] as const)('say where and why they cannot be read: %j', (text, line, column, why) => {
    let thrown: unknown;
    try {
      parseText(text);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(TextError);
    const error = thrown as TextError;
    expect([error.line, error.column]).toEqual([line, column]);
    expect(error.message).toMatch(why);
  });

  it('tell where each layer stands', () => {
    expect([...parseText('input 4\n\na = dense\nrelu').lineOf]).toEqual([['input_1', 1], ['a', 3], ['activation_1', 4]]);
  });
});

/** Any value that a field allows. */
function valueOf(p: Param): fc.Arbitrary<unknown> {
  switch (p.kind) {
    case 'int': return fc.integer({ min: p.min ?? -1000, max: Math.min(p.max ?? 1000, 10_000) });
    case 'float': return fc.double({ min: p.above ?? p.min ?? -1e6, max: p.below ?? p.max ?? 1e6, noNaN: true, minExcluded: p.above !== undefined, maxExcluded: p.below !== undefined }).map((v) => (Object.is(v, -0) ? 0 : v));
    case 'bool': return fc.boolean();
    case 'choice': return fc.constantFrom(...p.options);
    case 'ints': return fc.array(fc.integer({ min: p.min, max: 50 }), { minLength: p.default.length === p.maxLength ? p.maxLength : 0, maxLength: Math.min(5, p.maxLength) });
    case 'nullable': return fc.option(valueOf(p.of), { nil: null });
    default: throw new Error(`no layer has a field of the kind ${p.kind}`);
  }
}
const settings = (fields: ParamSchema): fc.Arbitrary<Record<string, unknown>> => fc.record(Object.fromEntries(Object.entries(fields).map(([key, p]) => [key, valueOf(p)])), { requiredKeys: [] }) as fc.Arbitrary<Record<string, unknown>>;

const layer = (kindName: LayerKindName): fc.Arbitrary<Record<string, unknown>> => {
  const kind = kindOf(kindName);
  const wraps = kind.wraps === undefined ? fc.constant({}) : fc.constantFrom(...Object.keys(kind.wraps)).chain((inner) => settings(kindOf(inner as LayerKindName).fields).map((given) => ({ layer: { ...given, kind: inner } })));
  return fc.tuple(settings(kind.fields), wraps, fc.boolean()).map(([given, wrapped, trainable]) => ({ ...given, ...wrapped, kind: kindName, trainable }));
};
const names = fc.option(fc.oneof(fc.constantFrom('a', 'causal', 'relu', 'from', 'frozen', 'units', 'use_bias', 'none', 'true', 'dense_2', 'swish', 'input', 'output', 'lstm'), fc.stringMatching(/^[A-Za-z_]\w{0,4}$/)), { nil: undefined });

/** Any network as data, whether shapes fit or not. */
const networks = fc.tuple(
  fc.array(fc.tuple(names, fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 4 })), { minLength: 1, maxLength: 3 }),
  fc.array(fc.tuple(names, fc.constantFrom(...(Object.keys(LAYERS) as LayerKindName[])).chain(layer), fc.array(fc.nat(30), { minLength: 3, maxLength: 3 }), fc.nat(8)), { maxLength: 7 }),
  fc.option(fc.array(fc.nat(30), { minLength: 1, maxLength: 3 }), { nil: undefined }),
).map(([inputs, layers, outputs]) => {
  const taken: string[] = [];
  const name = (wish: string | undefined): { readonly name?: string } => {
    const free = wish !== undefined && NAME.test(wish) && !taken.includes(wish);
    const given = free ? wish : `n${taken.length}_`;
    taken.push(given);
    return { name: given };
  };
  const pick = (i: number): string => taken[i % taken.length]!;
  const ports = inputs.map(([wish, shape]) => ({ ...name(wish), shape }));
  const all = layers.map(([wish, given, picks, count]) => {
    const [min, max] = kindOf(given['kind'] as LayerKindName).inputs;
    const from = Array.from({ length: Math.min(max, Math.max(min, count % 4)) }, (_, i) => pick(picks[i % 3]!));
    const before = taken.at(-1)!;
    return { ...given, inputs: count > 5 && min === 1 ? [before] : from, ...name(wish) };
  });
  return { version: 2, inputs: ports, layers: all, ...(outputs === undefined ? {} : { outputs: outputs.map(pick) }) };
});

function outcome(text: string): string {
  try {
    parseText(text);
    return 'network';
  } catch (error) {
    return error instanceof TextError ? 'place' : String(error);
  }
}

describe('text and data', () => {
  it('are two forms of the same network', () => {
    fc.assert(fc.property(networks, (data) => {
      const made = parseNetwork(data);
      expect(network(printText(made))).toEqual(made);
    }), { numRuns: 500 });
  });

  it('never break on any text: a network or a place', () => {
    const word = fc.oneof(fc.constantFrom('input', 'dense', '=', 'a', '3x3', '4', 'relu', 'from', 'lstm', 'bidirectional', 'add', 'output', '#', 'units=', 'units=3', '-1', '\n', ','), fc.string());
    fc.assert(fc.property(fc.array(word, { maxLength: 20 }).map((words) => words.join(' ')), (text) => {
      expect(outcome(text)).toMatch(/^(?:network|place)$/);
    }), { numRuns: 1000 });
  });
});
