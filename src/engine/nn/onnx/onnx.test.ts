import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { processThreads } from '../../../cli/threads.ts';
import { GraphBuilder } from '../../export/graph.ts';
import { openOnnx, runGraph as runOnnxGraph, writeOnnx } from '../../export/onnx/index.ts';
import { ids, wave } from '../build/checks/waves.ts';
import { buildNetwork } from '../build/network.ts';
import { GraphBuilder as OperatorGraph } from '../graph/builder.ts';
import type { Attrs, Operator, Shape } from '../graph/graph.ts';
import { BINARY, binaryOp } from '../graph/ops/binary.ts';
import { padOp, sliceOp } from '../graph/ops/move.ts';
import { REDUCE, reduceOp } from '../graph/ops/reduce.ts';
import { gatherOp } from '../graph/ops/rows.ts';
import { softmaxOp } from '../graph/ops/softmax.ts';
import { UNARY_NAMES, unaryOp } from '../graph/ops/unary.ts';
import { sizeOf } from '../graph/shape.ts';
import { LAYERS } from '../layers/index.ts';
import { runGraph } from '../plan/checks/run-graph.ts';
import { type Network, networkLayout, parseNetwork, parseText } from '../spec/index.ts';
import { countsOf, PROBES } from './counts.ts';
import { ONNX } from './index.ts';
import { lowerNetwork } from './network.ts';
import { Operand } from './operand.ts';

interface LayerCase {
  readonly inputs: readonly (readonly number[])[];
  readonly layer: Readonly<Record<string, unknown>> & { readonly kind: string };
  readonly output: readonly number[];
}
interface MaskedCase {
  readonly text: string;
  readonly ids: readonly number[];
  readonly output: readonly number[];
}
/** Keras' numbers, made by `build/reference.py`. */
const reference = JSON.parse(readFileSync(new URL('../build/reference.json', import.meta.url), 'utf8')) as { readonly layers: readonly LayerCase[]; readonly masked: readonly MaskedCase[] };

const threads = processThreads(2);
type Numbers = Readonly<Record<string, Float32Array>>;

/** Those of the reference: a wave a weight that learns, another one, positive, a statistic. */
function weightsOf(network: Network): Float32Array {
  const layout = networkLayout(network);
  const all = new Float32Array(layout.total);
  let [t, s] = [0, 0];
  for (const { size, offset, trained } of layout.variables) all.set(trained ? wave(size, 10 + t++) : wave(size, 20 + s++).map((v) => Math.abs(v) + 0.5), offset);
  return all;
}

/** What our own kernels make of rows. */
async function ours(network: Network, weights: Float32Array, inputs: Numbers, rows: number): Promise<Float32Array> {
  const layout = networkLayout(network);
  const b = new OperatorGraph();
  const built = buildNetwork(b, network, layout, rows, false);
  const values: Record<string, Float32Array> = { ...inputs };
  built.weights.forEach((w, i) => { values[w.name] = weights.slice(layout.variables[i]!.offset, layout.variables[i]!.offset + layout.variables[i]!.size); });
  const [out] = await runGraph(b, [built.outputs[0]!], values, { threads });
  return out!;
}

/** The network in ONNX Runtime: written once, for as many rows as one likes. */
async function exported(network: Network, weights: Float32Array): Promise<{ readonly run: (inputs: Numbers, rows: number) => Promise<{ readonly dims: readonly number[]; readonly data: Float64Array }>; readonly close: () => Promise<void> }> {
  const g = new GraphBuilder();
  const columns = (shape: Shape): readonly string[] => Array.from({ length: sizeOf(shape) }, (_, i) => `c${i}`);
  const names = Object.fromEntries(network.inputs.map(({ name, shape }) => [name, g.input(name, 'float32', columns(shape))]));
  const [out] = lowerNetwork(g, network, weights, names);
  g.output('out', out!, 'float32', columns(networkLayout(network).shapeOf.get(network.outputs[0]!)!));
  const session = await openOnnx(writeOnnx(g.build(), { name: 'net', doc: '' }));
  return {
    run: async (inputs, rows) => {
      const found = await session.run(Object.fromEntries(Object.entries(inputs).map(([name, data]) => [name, { dtype: 'float32', dims: [rows, data.length / rows], data }])));
      return { dims: found['out']!.dims, data: found['out']!.data as Float64Array };
    },
    close: () => session.release(),
  };
}

/** Largest difference as a share of the largest number. */
function away(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a.length).toBe(b.length);
  const largest = Math.max(1e-3, ...Array.from(b, Math.abs));
  return Math.max(...Array.from(b, (v, i) => Math.abs(v - a[i]!))) / largest;
}
const NEAR = 1e-5;

/** The largest distance to our kernels for several numbers of rows and, for two rows, to `truth`. */
async function distance(network: Network, numbers: (rows: number) => Numbers, truth: readonly number[] | null): Promise<number> {
  const weights = weightsOf(network);
  const session = await exported(network, weights);
  let worst = 0;
  try {
    for (const rows of [2, 1, 5]) {
      const inputs = numbers(rows);
      const { dims, data } = await session.run(inputs, rows);
      const expected = rows === 2 && truth !== null ? truth : await ours(network, weights, inputs, rows);
      expect(dims).toEqual([rows, expected.length / rows]);
      worst = Math.max(worst, away(data, expected));
    }
    return worst;
  } finally {
    await session.close();
  }
}

describe('layers in ONNX Runtime against Keras', () => {
  it.each(reference.layers.map((c) => ({ name: `${JSON.stringify(c.layer)} of ${c.inputs.map((s) => s.join(' × ')).join(' and ')}`, c })))('$name', async ({ c }) => {
    const ports = c.inputs.map((shape, i) => ({ name: `in_${i}`, shape }));
    const network = parseNetwork({ version: 2, inputs: ports, layers: [{ name: 'it', inputs: ports.map((p) => p.name), ...c.layer }] });
    const below = c.layer['inputDim'] as number | undefined;
    const numbers = (rows: number): Numbers => Object.fromEntries(ports.map(({ name, shape }, i) => {
      const n = rows * sizeOf(shape);
      const x = below === undefined ? wave(n, i) : ids(n, i, below);
      if (c.layer.kind === 'masking') for (let r = 0; r < rows; r++) x.fill(c.layer['maskValue'] as number, (r + 1) * sizeOf(shape) - 2 * shape[1]!, (r + 1) * sizeOf(shape));
      return [name, x];
    }));
    // The reference's batch normalisation is that of training; an exported one goes by its statistics, as our kernels do when they predict.
    expect(await distance(network, numbers, c.layer.kind === 'batchNorm' ? null : c.output)).toBeLessThan(NEAR);
  });

  it.each(reference.masked.map((c) => ({ name: c.text.replace('\n', ', '), c })))('masked: $name', async ({ c }) => {
    const { network } = parseText(`input 5\nembedding 6 4 maskZero\n${c.text}`);
    expect(await distance(network, (rows) => ({ input_1: Float32Array.from({ length: rows * 5 }, (_, i) => c.ids[i % 10]!) }), c.output)).toBeLessThan(NEAR);
  });
});

/** Of kinds that Keras does not have, or that do nothing when they predict. */
const OTHERS = [
  'input 6\ndropout 0.4', 'input 4x6\nspatialDropout1d 0.4', 'input 3x4x6\nspatialDropout2d 0.4', 'input 6\ngaussianNoise 0.3', 'input 6\ngaussianDropout 0.3',
  'input 5x6\npositionalEncoding', 'input 5x6\npositionalEncoding mode=learned', 'input 4\nentityEmbedding numeric=2 cardinalities=3x4 outputDims=2x3',
  'input 4\nfeatureTokenizer numeric=2 cardinalities=3x4 outputDim=6 cls\nmultiHeadAttention 2 3\nflatten\ndense 2',
];
describe('other layers in ONNX Runtime against our kernels', () => {
  it.each(OTHERS)('%s', async (text) => {
    const { network } = parseText(text);
    const size = sizeOf(network.inputs[0]!.shape);
    // Two columns of numbers and two of categories, where there are four.
    const numbers = (rows: number): Numbers => ({ [network.inputs[0]!.name]: size === 4 ? wave(rows * 4, 1).map((v, i) => (i % 4 < 2 ? v : i % 3)) : wave(rows * size, 1) });
    expect(await distance(network, numbers, null)).toBeLessThan(NEAR);
  });

  it('compares every kind there is', () => {
    const compared = new Set([...reference.layers.map((c) => c.layer.kind), ...OTHERS.flatMap((text) => parseText(text).network.layers.map((layer) => layer.kind))]);
    expect(Object.keys(LAYERS).filter((kind) => !compared.has(kind))).toEqual([]);
  });

  it('goes with branches, images between layers of images, and several uses of one value', async () => {
    const { network } = parseText('input 6x5x3\na = conv2d 4 3 padding=same activation=relu\nb = conv2d 4 3 padding=same activation=gelu\nbatchNorm\nadd_1 = add a batch_norm_1\nmaxPool2d\nconv2d 2 2\nglobalAvgPool2d\ndense 3 activation=softmax');
    expect(await distance(network, (rows) => ({ input_1: wave(rows * 90, 4) }), null)).toBeLessThan(NEAR);
  });
});

/** One operator both ways, on numbers for its inputs. */
async function operator<A extends Attrs>(op: Operator<A>, attrs: A, inputs: readonly (readonly [shape: Shape, numbers: Float32Array])[]): Promise<readonly [onnx: ArrayLike<number>, kernels: Float32Array]> {
  const b = new OperatorGraph();
  const values = inputs.map(([shape], i) => b.input(`x${i}`, shape));
  const [y] = b.apply(op, values, attrs);
  const [kernels] = await runGraph(b, [y!], Object.fromEntries(inputs.map(([, numbers], i) => [`x${i}`, numbers])), { threads });
  const g = new GraphBuilder();
  const fixed = (shape: readonly number[]) => countsOf(shape, shape);
  const [made] = ONNX[op.name]!.lower({
    g, attrs, shapes: [fixed(y!.shape)],
    inputs: inputs.map(([shape, known], i) => new Operand(g, `x${i}`, fixed(shape), { known })),
    counts: (of) => fixed(of(attrs)),
    list: (counts) => g.int64s('sizes', counts.map((c) => c.n)),
  });
  const out = made instanceof Operand ? made : new Operand(g, 'y', fixed(y!.shape), made!);
  g.output('out', g.op('Reshape', [out.last(), g.int64s('row', [1, -1])]), 'float32', Array.from(kernels!, (_, i) => `c${i}`));
  const found = await runOnnxGraph(g.build(), {});
  return [found['out']!.data as Float64Array, kernels!];
}
const apart = async (...given: Parameters<typeof operator>): Promise<number> => away(...await operator(...given));
const some = wave(24, 3).map((v, i) => v * (i % 4 === 0 ? 6 : 1));
const positive = some.map((v) => Math.abs(v) + 0.1);

describe('operators in ONNX Runtime against our kernels', () => {
  it.each(UNARY_NAMES)('unary %s', async (name) => {
    expect(await apart(unaryOp as Operator, { name, alpha: 0.7 }, [[[24], ['sqrt', 'rsqrt', 'log'].includes(name) ? positive : some]])).toBeLessThan(NEAR);
  });
  it.each(BINARY)('binary %s', async (name) => {
    expect(await apart(binaryOp as Operator, { name }, [[[4, 6], some], [[6], name === 'div' ? positive.slice(0, 6) : some.slice(6, 12)]])).toBeLessThan(NEAR);
  });
  it.each(REDUCE.flatMap((name) => [[], [1], [-1, 0]].map((axes) => ({ name, axes }))))('reduce $name over $axes', async ({ name, axes }) => {
    expect(await apart(reduceOp as Operator, { name, axes, keepDims: false }, [[[4, 6], some]])).toBeLessThan(NEAR);
  });
  it('pad with a value, and a slice', async () => {
    expect(await apart(padOp as Operator, { before: [1, 0], after: [0, 2], value: 3 }, [[[4, 6], some]])).toBeLessThan(NEAR);
    expect(await apart(sliceOp as Operator, { begin: [0, 2], size: [4, 3] }, [[[4, 6], some]])).toBeLessThan(NEAR);
    expect(await apart(sliceOp as Operator, { begin: [0, 0], size: [4, 6] }, [[[4, 6], some]])).toBeLessThan(NEAR);
  });
  it('softmax that is causal, with more and fewer queries than keys, and keys that are hidden', async () => {
    expect(await apart(softmaxOp as Operator, { causal: true }, [[[2, 3, 4], some]])).toBeLessThan(NEAR);
    expect(await apart(softmaxOp as Operator, { causal: true }, [[[2, 4, 3], some]])).toBeLessThan(NEAR);
    const hidden = Float32Array.from({ length: 8 }, (_, i) => (i % 4 === 0 || i > 4 ? -1e9 : 0));
    expect(await apart(softmaxOp as Operator, { causal: true }, [[[2, 3, 4], some], [[2, 4], hidden]])).toBeLessThan(NEAR);
    expect(await apart(softmaxOp as Operator, { causal: false }, [[[2, 1, 3, 4], some], [[2, 4], hidden]])).toBeLessThan(NEAR);
  });
  it('gives zeros for ids that are no row', async () => {
    const [onnx, kernels] = await operator(gatherOp as Operator, {}, [[[6], Float32Array.of(0, 3, 4, -1, Number.NaN, 1e12)], [[4, 6], some]]);
    expect(Array.from(onnx)).toEqual(Array.from(kernels));
    expect(Array.from(onnx).slice(12)).toEqual(Array.from({ length: 24 }, () => 0));
  });
});

describe('what depends on rows', () => {
  it('is what is a multiple of them in both graphs; anything else is refused', () => {
    expect(countsOf([4, 2 * PROBES[0], PROBES[0]], [4, 2 * PROBES[1], PROBES[1]])).toEqual([{ n: 4, rows: false }, { n: 2, rows: true }, { n: 1, rows: true }]);
    expect(() => countsOf([PROBES[0] + 1], [PROBES[1] + 1])).toThrow(/A side of 14 for 13 rows and of 18 for 17 is no multiple of the rows/);
    expect(() => countsOf([PROBES[0] ** 2], [PROBES[1] ** 2])).toThrow(/no multiple of the rows/);
  });

  it('refuses weights of another network', () => {
    const { network } = parseText('input 3\ndense 2');
    const g = new GraphBuilder();
    expect(() => lowerNetwork(g, network, new Float32Array(7), { input_1: g.input('x', 'float32', ['a', 'b', 'c']) })).toThrow(/The network has 8 weights and got 7/);
  });
});
