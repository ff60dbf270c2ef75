import { availableParallelism } from 'node:os';
import type { Threads } from '../../src/engine/core/threads.ts';
import { processThreads } from '../../src/cli/threads.ts';
import { watchKernels } from '../../src/engine/kernels/watch.ts';
import { networkLayout, networkWeights, parseText } from '../../src/engine/nn/spec/index.ts';
import { planTrainer } from '../../src/engine/nn/train/plan-trainer.ts';
import { BATCHES, batchesOf, OPTIMIZER } from './batches.ts';
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

const threadsOf = (count: number): Threads | null => (count === 1 ? null : processThreads(Math.min(count, availableParallelism())));

/** Steps of training on batches that differ, as `neural_peers.py` does them. */
export async function ours(c: Case, steps: number, watch: boolean): Promise<Ours> {
  const { network } = parseText(c.text);
  const layout = networkLayout(network);
  const batches = batchesOf(c);
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
