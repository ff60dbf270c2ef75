import type { History } from './train/checkpoint.ts';
import type { NetSpec } from './spec.ts';

/** A trained net: plain numbers, no tensors. */
export type NetState = {
  readonly net: NetSpec;
  /** All variables in the order of `layoutOf(net)`. */
  readonly weights: Float32Array;
  /** What is done with the last layer's outputs: probabilities from logits, values as they are, or a rebuilt row. */
  readonly head: 'sigmoid' | 'softmax' | 'value' | 'reconstruction';
  readonly columns: readonly string[];
  readonly classes: readonly string[] | null;
  /** Inputs are multiplied by it (pixels to 0 … 1). */
  readonly inputScale: number;
  /** Values are outputs × sd + mean. */
  readonly outputMean: number;
  readonly outputSd: number;
  readonly training: {
    readonly device: string;
    readonly epochs: number;
    /** Counted from 1: the epoch with the best (validation) loss. */
    readonly bestEpoch: number;
    readonly stopped: 'epochs' | 'patience' | 'request' | 'diverged';
    readonly history: History;
  };
};
