import { describe, expect, it } from 'vitest';
import { processThreads } from '../../../cli/threads.ts';
import { quietContext } from '../../core/context.ts';
import type { Plain } from '../../core/plain.ts';
import { type Backend, openBackend } from '../backends/backend.ts';
import { jobDefaults, memoryCheckpoint, optimizer, replay } from '../checks/replay.ts';
import { initialWeights } from '../init.ts';
import type { NetSpec } from '../spec.ts';
import type { NetData, TrainJob } from './job.ts';
import { trainNet } from './train.ts';

const net: NetSpec = {
  inputShape: [3],
  layers: [
    { kind: 'gaussianNoise', name: 'noise', sd: 0.1 },
    { kind: 'dense', name: 'a', units: 8, activation: 'linear' },
    { kind: 'batchNorm', name: 'n', momentum: 0.9, epsilon: 1e-3 },
    { kind: 'activation', name: 'r', activation: 'relu' },
    { kind: 'dropout', name: 'o', rate: 0.3 },
    { kind: 'dense', name: 'b', units: 3, activation: 'linear' },
  ],
};

function rows(n: number, seed: number, flip = 0): NetData {
  const x = Float32Array.from({ length: n * 3 }, (_, i) => Math.sin(i * 1.7 + seed) * 2);
  const y = new Float32Array(n * 3);
  for (let i = 0; i < n; i++) {
    const row = x.subarray(i * 3, i * 3 + 3);
    y[i * 3 + ((row.indexOf(Math.max(...row)) + (i % 7 < flip ? 1 : 0)) % 3)] = 1;
  }
  return { rows: n, x, y, weight: null };
}
const job: TrainJob = { ...jobDefaults, net, initial: initialWeights(net, 5, 'glorot_uniform'), data: rows(50, 0, 2), validation: rows(20, 9), loss: 'softmax', shuffle: true, seed: 7, epochs: 6, schedule: { kind: 'plateau', warmupEpochs: 1, every: 2, factor: 0.3 } };

describe.each(['cpu', 'wasm'] as const)('training on %s', (device) => {
  it('is the same twice, bit for bit, and another with another seed', async () => {
    const [a, b, c] = [await replay(job, device), await replay(job, device), await replay({ ...job, seed: 8 }, device)];
    expect(a.values).toEqual(b.values);
    expect(a.state.history).toEqual(b.state.history);
    expect(c.values).not.toEqual(a.values);
  });

  it.each(['adam', 'sgd', 'rmsprop'] as const)('goes on from any checkpoint exactly (%s)', async (kind) => {
    const own = { ...job, optimizer: optimizer({ kind, momentum: kind === 'adam' ? 0 : 0.9 }), patience: 3 };
    const whole = memoryCheckpoint();
    const straight = await replay(own, device, { checkpoint: whole.port });
    // Batches of 16 make 4 an epoch: three saves within, one at its end.
    expect(whole.saved.length).toBeGreaterThanOrEqual(8);
    for (const at of [0, 3, 5, whole.saved.length - 1]) {
      const notes: Record<string, Plain> = {};
      const resumed = await replay(own, device, { checkpoint: memoryCheckpoint(whole.saved[at]!).port, note: (key, value) => void (notes[key] = value) });
      expect(resumed.values).toEqual(straight.values);
      expect(resumed.state).toEqual(straight.state);
      expect(notes['resumed']).toBeDefined();
    }
  });
});

describe('training on threads', () => {
  const image: NetSpec = {
    inputShape: [12, 12, 4],
    layers: [
      { kind: 'conv2d', name: 'c', filters: 16, kernelSize: 3, strides: 1, padding: 'same', activation: 'linear' },
      { kind: 'batchNorm', name: 'n', momentum: 0.9, epsilon: 1e-3 },
      { kind: 'activation', name: 'r', activation: 'gelu' },
      { kind: 'maxPool2d', name: 'p', size: 2 },
      { kind: 'flatten', name: 'f' },
      { kind: 'dropout', name: 'o', rate: 0.3 },
      { kind: 'dense', name: 'd', units: 40, activation: 'tanh' },
      { kind: 'dense', name: 'y', units: 3, activation: 'linear' },
    ],
  };
  const data = (n: number): NetData => ({ rows: n, x: Float32Array.from({ length: n * 576 }, (_, i) => Math.sin(i * 1.7)), y: Float32Array.from({ length: n * 3 }, (_, i) => Number(i % 3 === Math.floor(i / 3) % 3)), weight: null });
  const own: TrainJob = { ...jobDefaults, net: image, initial: initialWeights(image, 2, 'he_uniform'), data: data(70), validation: data(10), loss: 'softmax', shuffle: true, seed: 3, epochs: 2, batchSize: 32, l2: 0.001, clipNorm: 1, maxNorm: 2 };

  it('has the bits of one thread on 2 and 4, and of the kernels written plainly', async () => {
    const one = await replay(own, 'wasm');
    for (const count of [2, 4]) {
      const more = await replay(own, 'wasm', { threads: processThreads(count) });
      expect(more.values).toEqual(one.values);
      expect(more.state.history).toEqual(one.state.history);
    }
    expect((await replay(own, 'cpu')).values).toEqual(one.values);
  });
});

describe('training', () => {
  it('does not take up the checkpoint of another training', async () => {
    const other = memoryCheckpoint();
    await replay({ ...job, seed: 1 }, 'cpu', { checkpoint: other.port });
    const resumed = await replay(job, 'cpu', { checkpoint: memoryCheckpoint(other.saved.at(-1)!).port });
    expect(resumed.values).toEqual((await replay(job)).values);
  });

  it('tells of every epoch', async () => {
    const told: Readonly<Record<string, number>>[] = [];
    const { state } = await replay(job, 'cpu', { progress: (_done, _total, metrics) => void (metrics?.['epoch'] !== undefined && told.push(metrics)) });
    expect(told).toHaveLength(6);
    expect(Object.keys(told[0]!).sort()).toEqual(['accuracy', 'epoch', 'learningRate', 'loss', 'valAccuracy', 'valLoss']);
    expect(told.map((m) => m['valLoss'])).toEqual(state.history.valLoss);
    expect(state.history.learningRate[0]).toBeCloseTo(0.01, 12);
  });

  it('stops early and goes back to the best epoch', async () => {
    const steep = { ...job, validation: rows(20, 9, 4), epochs: 200, patience: 4, schedule: jobDefaults.schedule };
    const { state, values, stopped } = await replay(steep, 'wasm');
    expect(stopped).toBe('patience');
    expect(state.best!.value).toBe(Math.min(...state.history.valLoss));
    expect(state.epoch).toBe(state.best!.epoch + 5);
    expect(values).toEqual(state.best!.values);
    const upToBest = await replay({ ...steep, epochs: state.best!.epoch + 1, patience: null }, 'wasm');
    expect(values).toEqual(upToBest.values);
  });

  it('stops on request and keeps the best so far', async () => {
    let epochs = 0;
    const { state, values, stopped } = await replay({ ...job, epochs: 1000 }, 'cpu', { stopRequested: () => epochs >= 5, progress: (done) => void (epochs = done) });
    expect(stopped).toBe('request');
    expect(state.epoch).toBe(5);
    expect(values).toEqual(state.best!.values);
  });

  it('keeps what there is when stopped in the first epoch', async () => {
    const { values, state } = await replay(job, 'cpu', { stopRequested: () => true });
    expect(state.batch).toBe(1);
    expect(values).not.toEqual(job.initial);
  });

  it('can be cancelled', async () => {
    const controller = new AbortController();
    await expect(replay({ ...job, epochs: 100_000 }, 'cpu', { ...quietContext(0, { signal: controller.signal }), progress: () => controller.abort() })).rejects.toMatchObject({ code: 'cancelled' });
  });

  /** A stand-in for a graphics processor: tensors of TensorFlow.js' own plain backend. */
  const standIn = async (): Promise<Backend> => ({ ...(await openBackend('cpu')), name: 'webgl' });
  const onStandIn = (own: TrainJob) => trainNet(own, quietContext(0), { name: 'webgl', why: '', fallbacks: [], open: standIn });

  it('leaves no tensors behind', async () => {
    const { tf } = await openBackend('cpu');
    const before = tf.memory().numTensors;
    await onStandIn(job);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('goes on elsewhere when the graphics processor is lost, from the last epoch', async () => {
    const notes: [string, Plain][] = [];
    let calls = 0;
    // Fails after two epochs.
    const open = async (): Promise<Backend> => ({ ...(await standIn()), failure: () => (++calls > 14 ? 'Device lost.' : null) });
    const trained = await trainNet(job, quietContext(0, { note: (key, value) => void notes.push([key, value]) }), { name: 'webgl', why: '', fallbacks: ['cpu'], open });
    expect(trained.device).toBe('cpu');
    expect(trained.state.epoch).toBe(6);
    expect(notes.find(([key]) => key === 'warning')?.[1]).toMatch(/webgl device failed while training \(Device lost\.\)\. Training went on from epoch [12] on cpu/);
    const straight = await replay(job);
    trained.state.history.loss.forEach((v, i) => expect(v).toBeCloseTo(straight.state.history.loss[i]!, 4));
  });

  it.each(['adam', 'adamw', 'sgd', 'rmsprop', 'adagrad', 'lion'] as const)('has one answer on kernels and on a graphics processor (%s)', async (kind) => {
    // Without normalisation where steps do not go by the size of the gradient: it makes that of the biases before it zero but for rounding.
    const plain = { ...net, layers: net.layers.filter((l) => l.kind !== 'batchNorm' || kind === 'sgd' || kind === 'rmsprop') };
    const own = { ...job, net: plain, initial: initialWeights(plain, 5, 'glorot_uniform'), l1: 0.001, l2: 0.002, ...(kind === 'adagrad' || kind === 'lion' ? { clipValue: 0.05, maxNorm: 1 } : { clipNorm: 0.5 }), optimizer: optimizer({ kind, momentum: kind === 'sgd' || kind === 'rmsprop' ? 0.9 : 0, nesterov: kind === 'sgd', weightDecay: 0.01 }) };
    const onDevice = await onStandIn(own);
    const inMemory = await replay(own);
    expect(onDevice.state.history.learningRate).toEqual(inMemory.state.history.learningRate);
    onDevice.state.history.valLoss.forEach((v, i) => expect(v).toBeCloseTo(inMemory.state.history.valLoss[i]!, 4));
    onDevice.state.history.loss.forEach((v, i) => expect(v).toBeCloseTo(inMemory.state.history.loss[i]!, 4));
  });
});
