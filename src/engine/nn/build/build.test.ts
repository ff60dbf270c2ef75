import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { processThreads } from '../../../cli/threads.ts';
import { GraphBuilder } from '../graph/builder.ts';
import { differentiate } from '../graph/differentiate.ts';
import type { Value } from '../graph/graph.ts';
import { mul } from '../graph/ops/binary.ts';
import { reduce } from '../graph/ops/reduce.ts';
import { sizeOf } from '../graph/shape.ts';
import { LAYERS } from '../layers/index.ts';
import { runGraph } from '../plan/checks/run-graph.ts';
import { type Network, networkLayout, parseNetwork, parseText } from '../spec/index.ts';
import { ids, wave } from './checks/waves.ts';
import { buildNetwork } from './network.ts';

interface LayerCase {
  readonly inputs: readonly (readonly number[])[];
  readonly layer: Readonly<Record<string, unknown>> & { readonly kind: string };
  readonly output: readonly number[];
  readonly weightGrads: readonly (readonly number[])[];
  readonly inputGrads: readonly (readonly number[])[];
  readonly moved?: readonly (readonly number[])[];
}
interface MaskedCase {
  readonly text: string;
  readonly ids: readonly number[];
  readonly output: readonly number[];
  readonly weightGrads: readonly (readonly number[])[];
}
const reference = JSON.parse(readFileSync(new URL('reference.json', import.meta.url), 'utf8')) as { readonly layers: readonly LayerCase[]; readonly masked: readonly MaskedCase[] };

const ROWS = 2;
const threads = processThreads(2);
/** Runs a network forward and back from Σ share · output; weights by their place among those that learn, statistics among those that do not. */
async function run(network: Network, numbers: Readonly<Record<string, Float32Array>>, rows: number, training: boolean) {
  const layout = networkLayout(network);
  const b = new GraphBuilder();
  const built = buildNetwork(b, network, layout, rows, training);
  const y = built.outputs[0]!;
  const loss = reduce(b, 'sum', mul(b, y, b.constant(wave(sizeOf(y.shape), 30), y.shape)));
  const trained = built.weights.filter((_, i) => layout.variables[i]!.trained);
  const grads = differentiate(b, loss, [...trained, ...built.inputs.values()]);
  const values: Record<string, Float32Array> = { ...numbers };
  const order: readonly Value[] = built.weights;
  let [t, s] = [0, 0];
  order.forEach((w, i) => {
    const { trained: learns, size } = layout.variables[i]!;
    values[w.name] = learns ? wave(size, 10 + t++) : wave(size, 20 + s++).map((v) => Math.abs(v) + 0.5);
  });
  const [out, ...found] = await runGraph(b, [y, ...grads], values, { threads });
  return { out: out!, weightGrads: found.slice(0, trained.length), inputGrads: found.slice(trained.length), values, statistics: order.filter((_, i) => !layout.variables[i]!.trained).map((w) => values[w.name]!) };
}

/** The largest number of all: what rounding goes by where one of several gradients is nearly nothing. */
const largestOf = (all: readonly (readonly number[])[]): number => Math.max(1e-3, ...all.flat().map(Math.abs));
/** Largest difference as a share of the largest number. */
function away(a: Float32Array, b: readonly number[], largest = largestOf([b])): number {
  expect(a.length).toBe(b.length);
  return Math.max(0, ...b.map((v, i) => Math.abs(v - a[i]!))) / largest;
}
const NEAR = 2e-5;

describe('layers against Keras', () => {
  it.each(reference.layers.map((c) => ({ name: `${JSON.stringify(c.layer)} of ${c.inputs.map((s) => s.join(' × ')).join(' and ')}`, c })))('$name', async ({ c }) => {
    const ports = c.inputs.map((shape, i) => ({ name: `in_${i}`, shape }));
    const network = parseNetwork({ version: 2, inputs: ports, layers: [{ name: 'it', inputs: ports.map((p) => p.name), ...c.layer }] });
    const below = c.layer['inputDim'] as number | undefined;
    const numbers = Object.fromEntries(ports.map(({ name, shape }, i) => {
      const n = ROWS * sizeOf(shape);
      const x = below === undefined ? wave(n, i) : ids(n, i, below);
      if (c.layer.kind === 'masking') for (let r = 0; r < ROWS; r++) x.fill(c.layer['maskValue'] as number, (r + 1) * sizeOf(shape) - 2 * shape[1]!, (r + 1) * sizeOf(shape));
      return [name, x];
    }));
    const { out, weightGrads, inputGrads, statistics } = await run(network, numbers, ROWS, c.layer.kind === 'batchNorm');
    expect(away(out, c.output)).toBeLessThan(NEAR);
    weightGrads.forEach((g, i) => expect(away(g, c.weightGrads[i]!, largestOf(c.weightGrads))).toBeLessThan(NEAR));
    c.inputGrads.forEach((g, i) => expect(away(inputGrads[i]!, g)).toBeLessThan(NEAR));
    c.moved?.forEach((v, i) => expect(away(statistics[i]!, v)).toBeLessThan(NEAR));
  });

  it('are compared in every kind that Keras has and chance is no part of', () => {
    const compared = new Set(reference.layers.map((c) => c.layer.kind));
    expect(Object.values(LAYERS).filter((kind) => kind.keras !== null && !compared.has(kind.kind)).map((kind) => kind.kind)).toEqual(['dropout', 'spatialDropout1d', 'spatialDropout2d', 'gaussianNoise', 'gaussianDropout']);
  });
});

describe('masks against Keras', () => {
  it.each(reference.masked.map((c) => ({ name: c.text.replace('\n', ', '), c })))('$name', async ({ c }) => {
    const { network } = parseText(`input 5\nembedding 6 4 maskZero\n${c.text}`);
    const { out, weightGrads } = await run(network, { input_1: Float32Array.from(c.ids) }, 2, false);
    expect(away(out, c.output)).toBeLessThan(NEAR);
    weightGrads.forEach((g, i) => expect(away(g, c.weightGrads[i]!, largestOf(c.weightGrads))).toBeLessThan(NEAR));
  });
});

/** Outputs of a network on rows of ones, while training. */
async function trained(text: string, step: number): Promise<Float32Array> {
  const { network } = parseText(text);
  const b = new GraphBuilder();
  const built = buildNetwork(b, network, networkLayout(network), 50, true);
  const [x] = [...built.inputs.values()];
  const [out] = await runGraph(b, built.outputs, { [x!.name]: new Float32Array(sizeOf(x!.shape)).fill(1) }, { state: [7, 1, step], threads });
  return out!;
}
const mean = (values: Float32Array): number => values.reduce((sum, v) => sum + v, 0) / values.length;
const deviation = (values: Float32Array): number => Math.sqrt(mean(values.map((v) => (v - mean(values)) ** 2)));

describe('layers of chance', () => {
  it('switch off the share that is asked, others in each step, and keep the mean', async () => {
    const [first, again, next] = [await trained('input 100\ndropout 0.3', 1), await trained('input 100\ndropout 0.3', 1), await trained('input 100\ndropout 0.3', 2)];
    expect(again).toEqual(first);
    expect(next).not.toEqual(first);
    expect([...new Set(first)].sort()).toEqual([0, Math.fround(1 / 0.7)]);
    expect(mean(first)).toBeCloseTo(1, 1);
  });

  it('switch off whole channels', async () => {
    for (const text of ['input 6x20\nspatialDropout1d 0.5', 'input 2x3x20\nspatialDropout2d 0.5']) {
      const out = await trained(text, 1);
      for (let r = 0; r < 50; r++) for (let c = 0; c < 20; c++) for (let t = 1; t < 6; t++) expect(out[(r * 6 + t) * 20 + c]).toBe(out[r * 120 + c]);
      expect(mean(out)).toBeCloseTo(1, 0);
    }
  });

  it('add and multiply by noise of the deviation that is asked', async () => {
    const [added, times] = [await trained('input 100\ngaussianNoise 0.2', 1), await trained('input 100\ngaussianDropout 0.2', 1)];
    expect(mean(added)).toBeCloseTo(1, 1);
    expect(deviation(added)).toBeCloseTo(0.2, 1);
    expect(deviation(times)).toBeCloseTo(0.5, 1);
  });

  it('draw apart where there are several', async () => {
    const out = await trained('input 100\na = dropout 0.5\nb = dropout 0.5 from input_1\nconcatenate a b', 1);
    expect(out.subarray(0, 100)).not.toEqual(out.subarray(100, 200));
  });
});
