import type { DeviceName } from '../../core/context.ts';
import type { Threads } from '../../core/threads.ts';
import { initialWeights } from '../init.ts';
import type { LossName } from '../names.ts';
import { layoutOf, type NetSpec, sizeOf } from '../spec.ts';
import { openTrainer } from '../train/open-trainer.ts';
import type { Batch } from '../train/parts.ts';
import { openBackend } from './backend.ts';

/** The network and batch that devices are compared on. */
export interface Trial {
  readonly net: NetSpec;
  readonly loss: LossName;
  readonly batchSize: number;
}

const TRIAL_MS = 150;
const OPTIMIZER = { kind: 'adam', learningRate: 1e-3, momentum: 0, nesterov: false, beta1: 0.9, beta2: 0.999, rho: 0.9, epsilon: 1e-7, weightDecay: 0 } as const;

/** Training steps a second on made-up rows, after two steps to warm up (a GPU compiles its kernels in the first). Throws where the device fails. */
export async function stepsPerSecond(device: DeviceName, { net, loss, batchSize }: Trial, threads: Threads | null): Promise<number> {
  const outputs = layoutOf(net).shapes.at(-1)!.at(-1)!;
  const inputs = sizeOf(net.inputShape);
  const batch: Batch = {
    rows: batchSize,
    x: Float32Array.from({ length: batchSize * inputs }, (_, i) => Math.sin(i)),
    y: Float32Array.from({ length: batchSize * outputs }, (_, i) => (i % outputs === 0 ? 1 : 0)),
    weight: new Float32Array(batchSize).fill(1),
  };
  const job = { net, loss, optimizer: OPTIMIZER, l1: 0, l2: 0, clipNorm: null, clipValue: null, maxNorm: null, seed: 0 };
  const { trainer } = await openTrainer(job, { values: initialWeights(net, 0, 'glorot_uniform'), slots: [], steps: 0 }, { device, threads, open: openBackend, sizes: { learned: [batchSize], scored: [] } });
  try {
    let step = 0;
    for (; step < 2; step++) trainer.step(batch, 1e-3, step);
    await trainer.totals();
    const start = performance.now();
    let done = 0;
    while (performance.now() - start < TRIAL_MS) {
      // A few steps between waits, as in training: waiting for a GPU after each would time the wait.
      for (let i = 0; i < 5; i++) trainer.step(batch, 1e-3, step++);
      await trainer.totals();
      done += 5;
    }
    const failure = trainer.failure();
    if (failure !== null) throw new Error(failure);
    return (done * 1000) / (performance.now() - start);
  } finally {
    trainer.dispose();
  }
}
