import { type FitContext, quietContext } from '../../core/context.ts';
import type { Plain } from '../../core/plain.ts';
import { openBackend } from '../backends/backend.ts';
import { chooseDevice } from '../backends/choose.ts';
import { openForward } from '../run/forward.ts';
import { migrated } from '../spec/migrate.ts';
import type { NetSpec } from '../spec.ts';
import type { History } from '../train/checkpoint.ts';
import type { TrainJob } from '../train/job.ts';
import type { Optimizer } from '../train/optimizer.ts';
import { trainNet, type Trained } from '../train/train.ts';

export const optimizer = (given: Partial<Optimizer> = {}): Optimizer => ({
  kind: 'adam', learningRate: 0.01, momentum: 0, nesterov: false, beta1: 0.9, beta2: 0.999, rho: 0.9, epsilon: 1e-7, weightDecay: 0, ...given,
});

export const jobDefaults = {
  validation: null, optimizer: optimizer(), schedule: { kind: 'constant', warmupEpochs: 0, every: 1, factor: 0.5 }, batchSize: 16, epochs: 5,
  patience: null, clipNorm: null, clipValue: null, maxNorm: null, l1: 0, l2: 0, shuffle: false, seed: 0, checkpointMs: 0,
} as const satisfies Partial<TrainJob>;

/** Trains on one device, as a reference did: no shuffling unless the job says so. */
export async function replay(job: TrainJob, device: 'cpu' | 'wasm' = 'cpu', overrides: Partial<FitContext> = {}): Promise<Trained> {
  const plan = await chooseDevice(device, { net: job.net, loss: job.loss, batchSize: job.batchSize });
  return trainNet(job, quietContext(0, { device, ...overrides }), { ...plan, open: openBackend });
}

/** What comes out of a net with these weights. */
export async function outputsAfter(net: NetSpec, weights: Float32Array, x: Float32Array, rows: number): Promise<Float32Array> {
  const forward = await openForward(migrated(net), weights, { sizes: [rows], threads: null });
  try {
    return forward.run(x, rows);
  } finally {
    forward.close();
  }
}

/** Largest difference between two sets of curves. */
export function curveDifference(a: History, b: Omit<History, 'learningRate'>): number {
  return Math.max(...(['loss', 'valLoss', 'metric', 'valMetric'] as const).flatMap((key) => {
    if (a[key].length !== b[key].length) return [Infinity];
    return a[key].map((v, i) => Math.abs(v - b[key][i]!));
  }));
}

/** Keeps the checkpoints it is given, newest last. */
export function memoryCheckpoint(start: Plain = null): { readonly saved: Plain[]; readonly port: NonNullable<FitContext['checkpoint']> } {
  const saved: Plain[] = [];
  return { saved, port: { load: async () => start, save: async (state) => void saved.push(structuredClone(state)) } };
}
