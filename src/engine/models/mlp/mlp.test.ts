import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { matrix } from '../../../frame/matrix.ts';
import { quietContext } from '../../core/context.ts';
import type { Dataset, Task } from '../../core/dataset.ts';
import { defaultsOf } from '../../core/params.ts';
import { mulberry32, normal } from '../../core/random.ts';
import { runGraph } from '../../export/onnx/index.ts';
import { GraphBuilder } from '../../export/graph.ts';
import { denseBlock, outputLayer } from '../../nn/builders.ts';
import { curveDifference, jobDefaults, optimizer, outputsAfter, replay } from '../../nn/checks/replay.ts';
import type { Activation } from '../../nn/names.ts';
import type { History } from '../../nn/train/checkpoint.ts';
import type { Optimizer } from '../../nn/train/optimizer.ts';
import { mlpModel } from './model.ts';

type Case = {
  name: string; task: Exclude<Task, 'unsupervised'>; activation: Activation; loss?: 'mse' | 'mae' | 'huber'; optimizer: Partial<Optimizer>; weighted?: boolean;
  l1?: number; l2?: number; clipNorm?: number; clipValue?: number; maxNorm?: number; batchNorm?: boolean; weights: number[]; history: Omit<History, 'learningRate'>; prediction: number[];
};
const reference = JSON.parse(readFileSync(new URL('reference.json', import.meta.url), 'utf8')) as { X: number[][]; targets: Record<string, number[]>; weight: number[]; cases: Case[] };

function rowsOf(c: Case, from: number, to: number) {
  const y = reference.targets[c.task]!.slice(from, to);
  return {
    rows: to - from,
    x: Float32Array.from(reference.X.slice(from, to).flat()),
    y: Float32Array.from(c.task === 'multiclass' ? y.flatMap((v) => [0, 1, 2].map((k) => Number(k === v))) : y),
    weight: c.weighted === true && from === 0 ? Float32Array.from(reference.weight.slice(from, to)) : null,
  };
}
const netOf = (c: Case) => ({ inputShape: [5], layers: [...[8, 6].flatMap((units, i) => denseBlock(i, units, c.activation, { batchNorm: c.batchNorm === true, dropout: 0 })), outputLayer(c.task === 'multiclass' ? 3 : 1)] });

describe('MLP against Keras', () => {
  it.each(reference.cases.flatMap((c) => (['cpu', 'wasm'] as const).map((device) => ({ name: c.name, device, c }))))('has the loss curves of $name on $device', async ({ c, device }) => {
    const validation = rowsOf(c, 46, 60);
    const { state, values } = await replay({
      ...jobDefaults, net: netOf(c), initial: Float32Array.from(c.weights), data: rowsOf(c, 0, 46), validation,
      loss: c.task === 'binary' ? 'binary' : c.task === 'multiclass' ? 'softmax' : c.loss!,
      optimizer: optimizer(c.optimizer), l1: c.l1 ?? 0, l2: c.l2 ?? 0, clipNorm: c.clipNorm ?? null, clipValue: c.clipValue ?? null, maxNorm: c.maxNorm ?? null,
    }, device);
    expect(curveDifference(state.history, c.history)).toBeLessThan(1e-4);
    const z = await outputsAfter(netOf(c), values, validation.x, validation.rows);
    z.forEach((v, i) => expect(Math.abs(v - c.prediction[i]!)).toBeLessThan(1e-3));
  });
});

/** Rows of `k` groups around corners of a cube, and what a smooth function makes of them. */
function made(task: Dataset['task'], n: number, seed = 1): Dataset {
  const draw = normal(mulberry32(seed));
  const y = Float64Array.from({ length: n }, (_, i) => i % 3);
  const values = Float64Array.from({ length: n * 4 }, (_, i) => draw() * 0.5 + (i % 4 === y[Math.floor(i / 4)]! ? 2 : 0));
  const X = matrix(['a', 'b', 'c', 'd'], values);
  if (task === 'regression') return { X, task, y: Float64Array.from(y, (_, i) => 100 + 20 * values[i * 4]! * values[i * 4 + 1]! + 5 * Math.sin(values[i * 4 + 2]!)), classes: null, sampleWeight: null };
  if (task === 'binary') return { X, task, y: y.map((v) => Number(v > 0)), classes: ['no', 'yes'], sampleWeight: null };
  return { X, task, y, classes: ['x', 'y', 'z'], sampleWeight: null };
}
const params = (given: object) => ({ ...defaultsOf(mlpModel.params), learningRate: 0.01, ...given });

describe('MLP', () => {
  it.each([['multiclass', 0.95], ['binary', 0.95], ['regression', 0.95]] as const)('learns a %s task on rows it has not seen', async (task, least) => {
    const [train, test] = [made(task, 600), made(task, 300, 2)];
    const ctx = quietContext(1, { device: 'wasm' });
    const state = await mlpModel.fit(train, params({ epochs: 40, earlyStopping: 10 }), ctx);
    const y = await mlpModel.predict(state, test.X, ctx);
    const hits = y.filter((v, i) => v === test.y![i]).length / y.length;
    const mean = test.y!.reduce((a, b) => a + b, 0) / y.length;
    const r2 = 1 - y.reduce((s, v, i) => s + (v - test.y![i]!) ** 2, 0) / test.y!.reduce((s, v) => s + (v - mean) ** 2, 0);
    expect(task === 'regression' ? r2 : hits).toBeGreaterThan(least);
  });

  it('says that gradients are clipped in one way or the other', async () => {
    await expect(mlpModel.fit(made('binary', 60), params({ clipNorm: 1, clipValue: 0.5 }), quietContext(1))).rejects.toThrow(/clipped by their length \(clipNorm 1\) or number by number \(clipValue 0\.5\), not both/);
  });

  it.each(['multiclass', 'binary', 'regression'] as const)('is the same in ONNX Runtime (%s)', async (task) => {
    const data = made(task, 60);
    const ctx = quietContext(1);
    for (const activation of ['relu', 'gelu', 'swish', 'selu', 'elu', 'softplus', 'tanh', 'sigmoid'] as const) {
      const state = await mlpModel.fit(data, params({ epochs: 2, hiddenUnits: [6, 5], activation, batchNorm: activation === 'tanh', dropout: 0.2 }), ctx);
      const g = new GraphBuilder();
      const out = mlpModel.lower(state, g, g.input('x', 'float64', data.X.columns));
      g.output('out', out.value, 'float64', state.classes ?? ['value']);
      const { out: got } = await runGraph(g.build(), { x: { dtype: 'float64', dims: [60, 4], data: data.X.values } });
      const expected = task === 'regression' ? await mlpModel.predict(state, data.X, ctx) : (await mlpModel.predictProba!(state, data.X, ctx)).values;
      expect(got!.data.length).toBe(expected.length);
      expected.forEach((v, i) => expect(Math.abs(v - Number(got!.data[i]))).toBeLessThan(1e-5 * (1 + Math.abs(v))));
    }
  });

  it('says which column has a missing number', async () => {
    const data = made('binary', 20);
    data.X.values[6] = Number.NaN;
    await expect(async () => mlpModel.fit(data, params({}), quietContext())).rejects.toThrow(/Column "c" has a missing value in row 2/);
  });

  it('says what to do when the loss runs away', async () => {
    const data = made('regression', 40);
    await expect(async () => mlpModel.fit({ ...data, X: { ...data.X, values: data.X.values.map((v) => v * 1e15) } }, params({ optimizer: 'sgd', learningRate: 10 }), quietContext())).rejects.toThrow(/lower the learning rate/);
  });
});
