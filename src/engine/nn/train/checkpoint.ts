import type { Plain } from '../../core/plain.ts';
import type { Totals, Weights } from './parts.ts';

/** Curves: one number an epoch each. `metric` is accuracy for classes, mean absolute error for values. */
export type History = {
  readonly loss: readonly number[];
  readonly metric: readonly number[];
  /** Empty without validation rows. */
  readonly valLoss: readonly number[];
  readonly valMetric: readonly number[];
  readonly learningRate: readonly number[];
};

export type Best = { readonly epoch: number; readonly value: number; readonly values: Float32Array };

/** A training between two batches, whole: going on from it gives what going straight through would have given. */
export type TrainState = {
  /** Whole epochs done. */
  readonly epoch: number;
  /** Batches done of the epoch under way. */
  readonly batch: number;
  readonly totals: Totals;
  readonly weights: Weights;
  readonly history: History;
  readonly best: Best | null;
  /** Epochs since the best. */
  readonly wait: number;
  /** Product of the reductions of the learning rate so far, and how long since it helped. */
  readonly plateau: { readonly factor: number; readonly best: number; readonly wait: number };
};

type Checkpoint = { readonly format: 'tablab/nn-checkpoint'; readonly version: 1; readonly fingerprint: string; readonly state: TrainState };

export const freshState = (values: Float32Array): TrainState => ({
  epoch: 0,
  batch: 0,
  totals: { loss: 0, metric: 0 },
  weights: { values, slots: [], steps: 0 },
  history: { loss: [], metric: [], valLoss: [], valMetric: [], learningRate: [] },
  best: null,
  wait: 0,
  plateau: { factor: 1, best: Infinity, wait: 0 },
});

export const checkpointOf = (fingerprint: string, state: TrainState): Plain =>
  ({ format: 'tablab/nn-checkpoint', version: 1, fingerprint, state }) satisfies Checkpoint;

/** The state in a checkpoint of the same training; `null` where it belongs to another one, or is none. */
export function stateOf(saved: Plain, fingerprint: string): TrainState | null {
  if (typeof saved !== 'object' || saved === null || !('format' in saved)) return null;
  const checkpoint = saved as unknown as Checkpoint;
  return checkpoint.format === 'tablab/nn-checkpoint' && checkpoint.version === 1 && checkpoint.fingerprint === fingerprint ? checkpoint.state : null;
}
