import { availableParallelism } from 'node:os';
import type { Threads } from '../../src/engine/core/threads.ts';
import { processThreads } from '../../src/cli/threads.ts';
import { watchKernels } from '../../src/engine/kernels/watch.ts';
import { networkLayout, networkWeights, parseText } from '../../src/engine/nn/spec/index.ts';
import { planTrainer } from '../../src/engine/nn/train/plan-trainer.ts';
import type { Case } from './cases.ts';

export interface Measured {
  readonly seconds: number;
  readonly cpu: number;
  readonly weights: number;
}
export interface Ours extends Measured {
  /** Until the first step could begin: graph, gradients, plan, memory. */
  readonly compile: number;
  /** Seconds a step in each kernel. */
  readonly kernels: ReadonlyMap<string, number>;
}

const OPTIMIZER = { kind: 'adam', learningRate: 1e-3, momentum: 0, nesterov: false, beta1: 0.9, beta2: 0.999, rho: 0.9, epsilon: 1e-7, weightDecay: 0 } as const;
const BATCHES = 8;

const threadsOf = (count: number): Threads | null => (count === 1 ? null : processThreads(Math.min(count, availableParallelism())));

/** Steps of training on batches that differ, as `neural_peers.py` does them. */
export async function ours(c: Case, steps: number, watch: boolean): Promise<Ours> {
  const { network } = parseText(c.text);
  const layout = networkLayout(network);
  const inputs = c.input.reduce((a, b) => a * b, 1);
  const random = (i: number): number => Math.sin(i * 12.9898) * 43758.5453 % 1;
  const batches = Array.from({ length: BATCHES }, (_, q) => {
    const x = Float32Array.from({ length: c.batch * inputs }, (_v, i) => 2 * random(i + q * 7919));
    const y = c.loss === 'mse' ? Float32Array.from({ length: c.batch * c.outputs }, (_v, i) => x[Math.floor(i / c.outputs) * inputs + (i % c.outputs)]!) : Float32Array.from({ length: c.batch * c.outputs }, (_v, i) => (c.outputs === 1 ? Number(random(i + q) > 0) : Number(i % c.outputs === (Math.floor(i / c.outputs) * 7 + q) % c.outputs)));
    return { rows: c.batch, x, y, weight: new Float32Array(c.batch).fill(1) };
  });
  const kernels = new Map<string, number>();
  watchKernels(watch ? (name, seconds) => kernels.set(name, (kernels.get(name) ?? 0) + seconds / steps) : null);
  const begin = performance.now();
  const trainer = await planTrainer(
    { network, layout, loss: c.loss, seed: 1, optimizer: OPTIMIZER, trainable: layout.trainable, variables: layout.variables, l1: 0, l2: 0, clipNorm: null, clipValue: null, maxNorm: null, sizes: { learned: [c.batch], scored: [] } },
    { values: networkWeights(network, 1), slots: [], steps: 0 }, { device: 'wasm', threads: threadsOf(c.threads), twins: false },
  );
  const compile = (performance.now() - begin) / 1000;
  let number = 0;
  for (let i = 0; i < Math.max(2, steps / 10); i++) trainer.step(batches[number % BATCHES]!, 1e-3, number++);
  kernels.clear();
  const [start, before] = [performance.now(), process.cpuUsage()];
  for (let i = 0; i < steps; i++) trainer.step(batches[number % BATCHES]!, 1e-3, number++);
  const seconds = (performance.now() - start) / 1000 / steps;
  const { user, system } = process.cpuUsage(before);
  trainer.dispose();
  watchKernels(null);
  return { seconds, cpu: (user + system) / 1e6 / steps, weights: layout.total, compile, kernels };
}
