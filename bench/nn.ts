import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';
import * as layers from '@tensorflow/tfjs-layers';
import * as tf from '@tensorflow/tfjs-core';
import { quietContext } from '../src/engine/core/context.ts';
import { openBackend } from '../src/engine/nn/backends/backend.ts';
import { configureBackends } from '../src/engine/nn/backends/environment.ts';
import { initialWeights } from '../src/engine/nn/init.ts';
import type { NetSpec } from '../src/engine/nn/spec.ts';
import type { TrainJob } from '../src/engine/nn/train/job.ts';
import { trainNet } from '../src/engine/nn/train/train.ts';

interface Bench {
  readonly report: (result: { readonly case: string; readonly ours: number; readonly peer: number; readonly peerName: string; readonly goal: number }) => void;
  readonly note: (text: string) => void;
}

const ROUNDS = 3;
const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1]!;
const wave = (n: number, step: number): Float32Array => Float32Array.from({ length: n }, (_, i) => Math.sin(i * step));

const ROWS = 4096;
const BATCH = 256;
const EPOCHS = 3;
const mlp: NetSpec = {
  inputShape: [20],
  layers: [
    { kind: 'dense', name: 'a', units: 64, activation: 'relu' },
    { kind: 'dense', name: 'b', units: 64, activation: 'relu' },
    { kind: 'dense', name: 'c', units: 1, activation: 'linear' },
  ],
};
const cnn: NetSpec = {
  inputShape: [28, 28, 1],
  layers: [
    { kind: 'conv2d', name: 'a', filters: 16, kernelSize: 3, strides: 1, padding: 'same', activation: 'relu' },
    { kind: 'maxPool2d', name: 'b', size: 2 },
    { kind: 'conv2d', name: 'c', filters: 32, kernelSize: 3, strides: 1, padding: 'same', activation: 'relu' },
    { kind: 'maxPool2d', name: 'd', size: 2 },
    { kind: 'flatten', name: 'e' },
    { kind: 'dense', name: 'f', units: 10, activation: 'linear' },
  ],
};

/** Seconds a step of our own loop: shuffling, batches, losses and metrics included. */
async function ours(device: 'wasm' | 'cpu', net: NetSpec, x: Float32Array, y: Float32Array, rows: number, batchSize: number, loss: 'binary' | 'softmax', epochs: number): Promise<number> {
  const job: TrainJob = {
    net, initial: initialWeights(net, 1, 'glorot_uniform'), data: { rows, x, y, weight: null }, validation: null, loss,
    optimizer: { kind: 'adam', learningRate: 1e-3, momentum: 0, nesterov: false, beta1: 0.9, beta2: 0.999, rho: 0.9, epsilon: 1e-7, weightDecay: 0 },
    schedule: { kind: 'constant', warmupEpochs: 0, every: 1, factor: 0.5 }, batchSize, epochs, patience: null, clipNorm: null, l1: 0, l2: 0, shuffle: true, seed: 1, checkpointMs: 1000,
  };
  const start = performance.now();
  await trainNet(job, quietContext(1, { device }), { name: device, why: '', fallbacks: [], open: openBackend });
  return (performance.now() - start) / 1000 / (epochs * Math.ceil(rows / batchSize));
}

/** Seconds a step of `model.fit` on the same backend and data. */
async function fit(device: 'wasm' | 'cpu', model: layers.Sequential, x: tf.Tensor, y: tf.Tensor, batchSize: number, epochs: number): Promise<number> {
  await tf.setBackend(device);
  const start = performance.now();
  await model.fit(x, y, { batchSize, epochs, verbose: 0, yieldEvery: 'never' });
  return (performance.now() - start) / 1000 / (epochs * Math.ceil(x.shape[0]! / batchSize));
}

function mlpModel(): layers.Sequential {
  const model = layers.sequential({ layers: [layers.layers.dense({ units: 64, activation: 'relu', inputShape: [20] }), layers.layers.dense({ units: 64, activation: 'relu' }), layers.layers.dense({ units: 1, activation: 'sigmoid' })] });
  model.compile({ optimizer: 'adam', loss: 'binaryCrossentropy', metrics: ['accuracy'] });
  return model;
}

function cnnModel(): layers.Sequential {
  const l = layers.layers;
  const model = layers.sequential({ layers: [
    l.conv2d({ filters: 16, kernelSize: 3, padding: 'same', activation: 'relu', inputShape: [28, 28, 1] }), l.maxPooling2d({ poolSize: 2 }),
    l.conv2d({ filters: 32, kernelSize: 3, padding: 'same', activation: 'relu' }), l.maxPooling2d({ poolSize: 2 }), l.flatten(), l.dense({ units: 10, activation: 'softmax' }),
  ] });
  model.compile({ optimizer: 'adam', loss: 'categoricalCrossentropy', metrics: ['accuracy'] });
  return model;
}

/** A training step of our loop against TensorFlow.js' own `model.fit`, on the same backend, with medians of alternating rounds. */
export default async function bench({ report, note }: Bench): Promise<void> {
  const require = createRequire(import.meta.url);
  const folder = join(dirname(require.resolve('@tensorflow/tfjs-backend-wasm/package.json')), 'wasm-out') + sep;
  configureBackends({ wasmUrl: (file) => folder + file });

  for (const device of ['wasm', 'cpu'] as const) {
    await openBackend(device);
    const [x, y] = [wave(ROWS * 20, 1.3), wave(ROWS, 0.7).map((v) => Number(v > 0))];
    const [model, tx, ty] = [mlpModel(), tf.tensor2d(x, [ROWS, 20]), tf.tensor2d(y, [ROWS, 1])];
    const [a, b]: [number[], number[]] = [[], []];
    for (let round = 0; round <= ROUNDS; round++) {
      const mine = await ours(device, mlp, x, y, ROWS, BATCH, 'binary', EPOCHS);
      const theirs = await fit(device, model, tx, ty, BATCH, EPOCHS);
      // The first round warms up.
      if (round > 0) { a.push(mine); b.push(theirs); }
    }
    report({ case: `MLP 20-64-64-1, batch ${BATCH}, Adam, ${device}`, ours: median(a), peer: median(b), peerName: 'tfjs model.fit', goal: 1 });
  }

  note('model.fit trains a CNN on wasm only with the two kernels that ours brings; plain TensorFlow.js has to use cpu.');
  const images = 256;
  const [x, y] = [wave(images * 784, 0.13), Float32Array.from({ length: images * 10 }, (_, i) => Number(i % 10 === Math.floor(i / 10) % 10))];
  const mine: number[] = [];
  for (let round = 0; round < ROUNDS; round++) mine.push(await ours('wasm', cnn, x, y, images, 64, 'softmax', 1));
  await tf.setBackend('wasm');
  const [model, tx, ty] = [cnnModel(), tf.tensor4d(x, [images, 28, 28, 1]), tf.tensor2d(y, [images, 10])];
  const withOurs: number[] = [];
  for (let round = 0; round < ROUNDS; round++) withOurs.push(await fit('wasm', model, tx, ty, 64, 1));
  report({ case: 'CNN 28 × 28, 16 + 32 filters, batch 64, wasm', ours: median(mine), peer: median(withOurs), peerName: 'tfjs model.fit with our kernels', goal: 1 });
  await tf.setBackend('cpu');
  const onCpu = await fit('cpu', cnnModel(), tf.tensor4d(x.slice(0, 64 * 784), [64, 28, 28, 1]), tf.tensor2d(y.slice(0, 640), [64, 10]), 64, 1);
  report({ case: 'CNN 28 × 28, 16 + 32 filters, batch 64', ours: median(mine), peer: onCpu, peerName: 'tfjs model.fit on cpu', goal: 0.2 });
}
