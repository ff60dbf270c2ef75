import type { Call, Kernel } from '../../kernels/kernel.ts';
import type { Attrs, Node } from '../graph/graph.ts';

/** A kernel and the argument lists it is run with; they may run at once. */
export interface Step {
  readonly kernel: Kernel;
  readonly calls: readonly Call[];
}

/** Where a node's values lie: byte addresses. */
export interface Places {
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
  /** Of `Lowered.scratch`. */
  readonly scratch: number;
  /** Of `Lowered.constants`. */
  readonly constants: number;
  /** Of three words that the trainer fills before a run: two of seed, one that counts steps. */
  readonly state: number;
}

/** What a node becomes. */
export interface Lowered<S = Step> {
  /** Bytes needed while the node runs. */
  readonly scratch?: number;
  /** Inputs whose memory the first output may take over when nothing else reads them. */
  readonly inPlace?: readonly number[];
  /** Numbers that are to lie in memory when it runs. */
  readonly constants?: Float32Array;
  readonly steps: (at: Places) => readonly S[];
}

/** How one operator runs on kernels. */
export type Lowering<A extends Attrs = Attrs> = (node: Omit<Node, 'attrs'> & { readonly attrs: A }, threads: number) => Lowered;

/** Work (multiply-adds or numbers) below which a call is not divided: about what it takes to tell a helper of it and wait. */
const WORTH = 100_000;

/**
 * Divides 0 … n into at most two ranges a thread, on multiples of `step`, where the work is worth it. Results do not depend on it: every
 * number is computed by one call from start to end.
 */
export function ranges(n: number, work: number, threads: number, step = 4): readonly (readonly [from: number, to: number])[] {
  const parts = threads === 1 ? 1 : Math.max(1, Math.min(2 * threads, Math.floor(work / WORTH), Math.ceil(n / step)));
  const size = Math.ceil(n / parts / step) * step;
  return Array.from({ length: Math.ceil(n / size) }, (_, i) => [i * size, Math.min(n, (i + 1) * size)] as const);
}
