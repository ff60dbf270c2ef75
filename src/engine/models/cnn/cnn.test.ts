import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { matrix } from '../../../frame/matrix.ts';
import { quietContext } from '../../core/context.ts';
import type { Dataset } from '../../core/dataset.ts';
import { defaultsOf } from '../../core/params.ts';
import { mulberry32 } from '../../core/random.ts';
import { GraphBuilder } from '../../export/graph.ts';
import { runGraph } from '../../export/onnx/index.ts';
import { outputLayer } from '../../nn/builders.ts';
import { curveDifference, jobDefaults, optimizer, outputsAfter, replay } from '../../nn/checks/replay.ts';
import type { History } from '../../nn/train/checkpoint.ts';
import { imageShape } from './image-shape.ts';
import { convLayers } from './layers.ts';
import { cnnModel } from './model.ts';

type Case = { name: string; height: number; width: number; channels: number; kernelSize: number; pooling: 'max' | 'average'; batchNorm: boolean; X: number[][]; y: number[]; weights: number[]; history: Omit<History, 'learningRate'>; logits: number[] };
const reference = JSON.parse(readFileSync(new URL('reference.json', import.meta.url), 'utf8')) as Case[];
const params = (given: object) => ({ ...defaultsOf(cnnModel.params), learningRate: 0.01, ...given });

describe('CNN against Keras', () => {
  it.each(reference.flatMap((c) => (['cpu', 'wasm'] as const).map((device) => ({ name: c.name, device, c }))))('has the loss curves of $name on $device', async ({ c, device }) => {
    const shape = [c.height, c.width, c.channels];
    const net = { inputShape: shape, layers: [...convLayers(params({ kernelSize: c.kernelSize, pooling: c.pooling, batchNorm: c.batchNorm, convFilters: [4, 6], denseUnits: [8] }), shape), outputLayer(3)] };
    const rows = (from: number, to: number) => ({ rows: to - from, x: Float32Array.from(c.X.slice(from, to).flat(), (v) => v / 16), y: Float32Array.from(c.y.slice(from, to).flatMap((v) => [0, 1, 2].map((k) => Number(k === v)))), weight: null });
    const { state, values } = await replay({
      ...jobDefaults, net, initial: Float32Array.from(c.weights), data: rows(0, 32), validation: rows(32, 40), loss: 'softmax', batchSize: 10, epochs: 4,
      optimizer: c.batchNorm ? optimizer({ kind: 'sgd', learningRate: 0.005, momentum: 0.9 }) : optimizer(),
    }, device);
    expect(curveDifference(state.history, c.history)).toBeLessThan(1e-4);
    (await outputsAfter(net, values, rows(32, 40).x, 8)).forEach((v, i) => expect(Math.abs(v - c.logits[i]!)).toBeLessThan(1e-3));
  });
});

/** 8 × 8 pictures of a bar, a ring or a cross at a random place, with noise. */
function glyphs(n: number, seed: number): Dataset {
  const random = mulberry32(seed);
  const shapes = [[[0, 1], [1, 1], [2, 1]], [[0, 0], [0, 1], [0, 2], [1, 0], [1, 2], [2, 0], [2, 1], [2, 2]], [[0, 1], [1, 0], [1, 1], [1, 2], [2, 1]]] as const;
  const values = new Float64Array(n * 64).map(() => Math.floor(random() * 60));
  const y = Float64Array.from({ length: n }, (_, i) => i % 3);
  for (let i = 0; i < n; i++) {
    const [top, left] = [Math.floor(random() * 6), Math.floor(random() * 6)];
    for (const [dy, dx] of shapes[y[i]!]!) values[i * 64 + (top + dy) * 8 + left + dx] = 200 + Math.floor(random() * 56);
  }
  return { X: matrix(Array.from({ length: 64 }, (_, i) => `p${i}`), values), task: 'multiclass', y, classes: ['bar', 'ring', 'cross'], sampleWeight: null };
}
const accuracy = (y: Float64Array, truth: Float64Array): number => y.filter((v, i) => v === truth[i]).length / y.length;

describe('CNN', () => {
  it('learns shapes wherever they are', async () => {
    const [train, test] = [glyphs(600, 1), glyphs(300, 2)];
    const ctx = quietContext(0, { device: 'wasm' });
    const state = await cnnModel.fit(train, params({ epochs: 12 }), ctx);
    expect(accuracy(await cnnModel.predict(state, test.X, ctx), test.y!)).toBeGreaterThan(0.95);
    expect(state.inputScale).toBeCloseTo(1 / 255, 4);
  });

  it.each([[{}], [{ pooling: 'average', batchNorm: true, activation: 'gelu' }], [{ pooling: 'none', kernelSize: 2, convFilters: [3], denseUnits: [] }]] as const)('is the same in ONNX Runtime %j', async (given) => {
    const data = glyphs(30, 3);
    const ctx = quietContext(0, { device: 'wasm' });
    const state = await cnnModel.fit(data, params({ epochs: 1, ...given }), ctx);
    const g = new GraphBuilder();
    g.output('out', cnnModel.lower(state, g, g.input('x', 'float64', data.X.columns)).value, 'float64', state.classes!);
    const { out } = await runGraph(g.build(), { x: { dtype: 'float64', dims: [30, 64], data: data.X.values } });
    const { values } = await cnnModel.predictProba!(state, data.X, ctx);
    values.forEach((v, i) => expect(Math.abs(v - Number(out!.data[i]))).toBeLessThan(1e-5));
  });

  it('finds the shape of images and says when it cannot', () => {
    const any = { width: null, height: null, channels: null };
    expect(imageShape(784, any)).toEqual([28, 28, 1]);
    expect(imageShape(3 * 32 * 32, any)).toEqual([32, 32, 3]);
    expect(imageShape(60, { ...any, width: 10 })).toEqual([6, 10, 1]);
    expect(() => imageShape(15, any)).toThrow(/The 15 columns are not the pixels of a square image/);
    expect(() => imageShape(64, { width: 8, height: 8, channels: 3 })).toThrow(/8 × 8 with 3 numbers a pixel/);
  });

});
