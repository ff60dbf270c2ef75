import { initialWeights } from '../init.ts';
import type { LossName } from '../names.ts';
import { layoutOf, type NetSpec, sizeOf } from '../spec.ts';
import type { Batch } from '../train/parts.ts';
import { createTrainer } from '../train/trainer.ts';
import type { Backend } from './backend.ts';

/** The network and batch that devices are compared on. */
export interface Trial {
  readonly net: NetSpec;
  readonly loss: LossName;
  readonly batchSize: number;
}

const TRIAL_MS = 150;

/** Training steps a second on made-up rows, after two steps to warm up (a GPU compiles its kernels in the first). */
export async function stepsPerSecond(backend: Backend, { net, loss, batchSize }: Trial): Promise<number> {
  const layout = layoutOf(net);
  const outputs = layout.shapes.at(-1)!.at(-1)!;
  const inputs = sizeOf(net.inputShape);
  const batch: Batch = {
    rows: batchSize,
    x: Float32Array.from({ length: batchSize * inputs }, (_, i) => Math.sin(i)),
    y: Float32Array.from({ length: batchSize * outputs }, (_, i) => (i % outputs === 0 ? 1 : 0)),
    weight: new Float32Array(batchSize).fill(1),
  };
  const optimizer = { kind: 'adam', learningRate: 1e-3, momentum: 0, nesterov: false, beta1: 0.9, beta2: 0.999, rho: 0.9, epsilon: 1e-7, weightDecay: 0 } as const;
  const trainer = createTrainer(backend, { net, layout, loss, optimizer, l1: 0, l2: 0, clipNorm: null, seed: 0 }, { values: initialWeights(net, 0, 'glorot_uniform'), slots: [], steps: 0 });
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
    return (done * 1000) / (performance.now() - start);
  } finally {
    trainer.dispose();
  }
}
