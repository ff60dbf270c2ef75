import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { matrix } from '../../../frame/matrix.ts';
import { quietContext } from '../../core/context.ts';
import type { Dataset } from '../../core/dataset.ts';
import { defaultsOf } from '../../core/params.ts';
import { mulberry32, normal } from '../../core/random.ts';
import { GraphBuilder } from '../../export/graph.ts';
import { runGraph } from '../../export/onnx/index.ts';
import { curveDifference, jobDefaults, optimizer, outputsAfter, replay } from '../../nn/checks/replay.ts';
import type { LayerSpec } from '../../nn/spec.ts';
import type { History } from '../../nn/train/checkpoint.ts';
import type { Activation } from '../../nn/names.ts';
import { autoencoderModel } from './model.ts';

type Case = { loss: 'mse' | 'mae' | 'huber'; activation: Activation; weights: number[]; history: Omit<History, 'learningRate'>; rebuilt: number[] };
const reference = JSON.parse(readFileSync(new URL('reference.json', import.meta.url), 'utf8')) as { X: number[][]; cases: Case[] };

describe('Autoencoder against Keras', () => {
  it.each(reference.cases.flatMap((c) => (['cpu', 'wasm'] as const).map((device) => ({ name: c.loss, device, c }))))('has the loss curves of $name on $device', async ({ c, device }) => {
    const layers: LayerSpec[] = [8, 2, 8, 6].map((units, i) => ({ kind: 'dense', name: `d${i}`, units, activation: units === 8 ? c.activation : 'linear' }));
    const net = { inputShape: [6], layers };
    const rows = (from: number, to: number) => {
      const x = Float32Array.from(reference.X.slice(from, to).flat());
      return { rows: to - from, x, y: x, weight: null };
    };
    const { state, values } = await replay({ ...jobDefaults, net, initial: Float32Array.from(c.weights), data: rows(0, 48), validation: rows(48, 60), loss: c.loss, optimizer: optimizer() }, device);
    expect(curveDifference(state.history, c.history)).toBeLessThan(1e-4);
    (await outputsAfter(net, values, rows(48, 60).x, 12)).forEach((v, i) => expect(Math.abs(v - c.rebuilt[i]!)).toBeLessThan(1e-3));
  });
});

/** Rows on a curved sheet in six dimensions; the last `odd` of them are off it. */
function sheet(n: number, odd: number, seed: number): Dataset {
  const draw = normal(mulberry32(seed));
  const values = new Float64Array(n * 6);
  for (let i = 0; i < n; i++) {
    const [a, b] = [draw(), draw()];
    values.set(i < n - odd ? [a, b, a + b, a - b, Math.sin(a), Math.cos(b)] : Array.from({ length: 6 }, () => 2.5 * draw()), i * 6);
  }
  return { X: matrix(['a', 'b', 'c', 'd', 'e', 'f'], values), task: 'unsupervised', y: null, classes: null, sampleWeight: null };
}

describe('Autoencoder', () => {
  const params = (given: object) => ({ ...defaultsOf(autoencoderModel.params), learningRate: 0.01, ...given });

  it('scores rows higher that are unlike the others', async () => {
    const ctx = quietContext(0, { device: 'wasm' });
    const state = await autoencoderModel.fit(sheet(500, 0, 1), params({ epochs: 40, noise: 0.05 }), ctx);
    const test = sheet(220, 20, 2);
    const score = await autoencoderModel.predict(state, test.X, ctx);
    const [usual, odd] = [score.subarray(0, 200), score.subarray(200)];
    let above = 0;
    for (const o of odd) for (const u of usual) above += Number(o > u);
    expect(above / (usual.length * odd.length)).toBeGreaterThan(0.95);
  });

  it('encodes, rebuilds, and is the same in ONNX Runtime', async () => {
    const data = sheet(50, 5, 3);
    const ctx = quietContext(0);
    const state = await autoencoderModel.fit(data, params({ epochs: 3, codeSize: 3, batchNorm: true }), ctx);
    const code = await autoencoderModel.encode!(state, data.X, ctx);
    expect(code.columns).toEqual(['code1', 'code2', 'code3']);
    const rebuilt = await autoencoderModel.reconstruct!(state, data.X, ctx);
    expect(rebuilt.columns).toEqual(data.X.columns);
    const score = await autoencoderModel.predict(state, data.X, ctx);
    const first = rebuilt.values.subarray(0, 6).reduce((s, v, j) => s + (v - data.X.values[j]!) ** 2, 0) / 6;
    expect(score[0]).toBeCloseTo(first, 12);
    const g = new GraphBuilder();
    g.output('out', autoencoderModel.lower(state, g, g.input('x', 'float64', data.X.columns)).value, 'float64', ['score']);
    const { out } = await runGraph(g.build(), { x: { dtype: 'float64', dims: [50, 6], data: data.X.values } });
    expect(out!.dims).toEqual([50, 1]);
    score.forEach((v, i) => expect(Math.abs(v - Number(out!.data[i]))).toBeLessThan(1e-5 * (1 + v)));
  });
});
