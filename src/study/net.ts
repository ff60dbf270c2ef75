import type { Plain } from '../engine/core/plain.ts';
import type { NetState } from '../engine/nn/state.ts';

/** Whether what a model learned is a neural network. */
export const isNet = (state: Plain): state is Plain & NetState =>
  typeof state === 'object' && state !== null && 'net' in state && 'weights' in state && state.weights instanceof Float32Array;
