import type { DeviceName } from '../../core/context.ts';
import type { Backend, Tensor } from '../backends/backend.ts';
import { kitOf, type Training } from '../ops/kit.ts';
import { lossOf } from '../ops/loss.ts';
import type { LossName } from '../names.ts';
import { backward, forward } from '../ops/network.ts';
import { dropoutMask, mix, noise } from '../random.ts';
import type { Layout, NetSpec } from '../spec.ts';
import { deviceWeights } from './weights-device.ts';
import { hostWeights } from './weights-host.ts';
import type { Optimizer } from './optimizer.ts';

export interface Batch {
  readonly rows: number;
  readonly x: Float32Array;
  /** rows × outputs: one-hot, 0 / 1, or values. */
  readonly y: Float32Array;
  readonly weight: Float32Array;
}

export interface TrainerSpec {
  readonly net: NetSpec;
  readonly layout: Layout;
  readonly loss: LossName;
  readonly optimizer: Optimizer;
  readonly l1: number;
  readonly l2: number;
  readonly clipNorm: number | null;
  readonly seed: number;
}

/** All that a training has come to: enough to go on from, on this device or another. */
export type Weights = {
  /** All variables of the layout, one after another. */
  readonly values: Float32Array;
  readonly slots: readonly Float32Array[];
  /** Steps of the optimizer so far. */
  readonly steps: number;
};

/** Sums over the batches of an epoch so far. */
export type Totals = {
  /** Σ batch loss × batch rows (penalties included). */
  readonly loss: number;
  readonly metric: number;
};

/** Where the weights live and how they learn: in JavaScript memory for cpu and wasm, as tensors on a GPU. */
export interface WeightStore {
  /** Layer tensors in the order of the layout; valid within the surrounding `tf.tidy`. */
  readonly tensors: () => readonly Tensor[];
  /** λ₁ Σ|w| + λ₂ Σw² over the kernels: a scalar. */
  readonly penalty: () => Tensor | number;
  readonly learn: (grads: readonly Tensor[], rate: number) => void;
  readonly setStatistic: (variable: number, value: Tensor) => void;
  readonly add: (loss: Tensor, metric: Tensor, penalty: Tensor | number, rows: number) => void;
  readonly totals: () => Promise<Totals>;
  readonly setTotals: (totals: Totals) => void;
  readonly read: () => Promise<Weights>;
  readonly dispose: () => void;
}

export interface Trainer {
  readonly device: DeviceName;
  /** One step with this learning rate; on a GPU it is only queued. */
  readonly step: (batch: Batch, rate: number, stepNumber: number) => void;
  /** Adds the batch's loss to the totals without learning. */
  readonly score: (batch: Batch) => void;
  /** Sums since `setTotals`; on a GPU this waits for all queued work. */
  readonly totals: () => Promise<Totals>;
  readonly setTotals: (totals: Totals) => void;
  readonly weights: () => Promise<Weights>;
  readonly failure: () => string | null;
  readonly dispose: () => void;
}

export function createTrainer(backend: Backend, spec: TrainerSpec, start: Weights): Trainer {
  const { tf } = backend;
  const { net, layout } = spec;
  const kit = kitOf(backend);
  backend.use();
  const store: WeightStore = backend.host ? hostWeights(tf, spec, start) : deviceWeights(tf, spec, start);
  const shaped = (values: Float32Array, rows: number, shape: readonly number[]): Tensor => tf.tensor(values, [rows, ...shape]);
  const learning = (stepNumber: number): Training => ({
    mask: (layer, size, rate) => dropoutMask(size, rate, mix(spec.seed, 2, layer, stepNumber)),
    noise: (layer, size, sd) => noise(size, sd, mix(spec.seed, 3, layer, stepNumber)),
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
    dispose: () => {
      store.dispose();
      backend.close();
    },
  };
}
