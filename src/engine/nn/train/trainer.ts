import type { Backend } from '../backends/backend.ts';
import type { Tensor } from '../backends/tensorflow.ts';
import { kitOf, type Training } from '../ops/kit.ts';
import { lossOf } from '../ops/loss.ts';
import { backward, forward } from '../ops/network.ts';
import { dropoutMask, noise } from '../random.ts';
import type { Batch, Trainer, TrainerSpec, Weights, WeightStore } from './parts.ts';
import { deviceWeights } from './weights-device.ts';

/** One training on one backend: batches in, losses and weights out. */
export function createTrainer(backend: Backend, spec: TrainerSpec, start: Weights): Trainer {
  const { tf } = backend;
  const { net, layout } = spec;
  const kit = kitOf(backend);
  backend.use();
  const store: WeightStore = deviceWeights(tf, spec, start);
  const shaped = (values: Float32Array, rows: number, shape: readonly number[]): Tensor => tf.tensor(values, [rows, ...shape]);
  const learning = (stepNumber: number): Training => ({
    mask: (layer, size, rate) => dropoutMask(size, rate, spec.seed, layer, stepNumber),
    noise: (layer, size, sd) => noise(size, sd, spec.seed, layer, stepNumber),
    moved: (layer, name, value) => store.setStatistic(layout.variables.findIndex((v) => v.layer === layer && v.name === name), value),
  });
  const run = (batch: Batch, training: Training | null, rate: number): void => {
    backend.use();
    tf.tidy(() => {
      const x = shaped(batch.x, batch.rows, net.inputShape);
      const { z, passes } = forward(kit, net, layout, store.tensors(), x, training);
      const loss = lossOf(tf, spec.loss, z, shaped(batch.y, batch.rows, [z.shape[1]!]), tf.tensor(batch.weight, [batch.rows, 1]));
      store.add(loss.loss, loss.metric, store.penalty(), batch.rows);
      if (training !== null) store.learn(backward(layout, passes, loss.dz), rate);
    });
  };
  return {
    device: backend.name,
    step: (batch, rate, stepNumber) => run(batch, learning(stepNumber), rate),
    score: (batch) => run(batch, null, 0),
    totals: () => store.totals(),
    setTotals: (totals) => {
      backend.use();
      store.setTotals(totals);
    },
    weights: () => store.read(),
    failure: backend.failure,
    dispose: () => store.dispose(),
  };
}
