import type { DeviceName } from '../../core/context.ts';
import type { Tensor } from '../backends/tensorflow.ts';
import type { LossName } from '../names.ts';
import type { Layout, NetSpec } from '../spec.ts';
import type { Update } from './optimizer.ts';

export interface Batch {
  readonly rows: number;
  readonly x: Float32Array;
  /** rows × outputs: one-hot, 0 / 1, or values. */
  readonly y: Float32Array;
  readonly weight: Float32Array;
}

export interface TrainerSpec extends Update {
  readonly net: NetSpec;
  readonly layout: Layout;
  readonly loss: LossName;
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
