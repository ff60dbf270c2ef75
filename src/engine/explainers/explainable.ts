import type { Features } from '../../frame/features.ts';

/** All that an explainer may know of a model: what it says of rows of the person's own columns. */
export interface Explainable {
  /** Names of what it says: the classes, or the one target. */
  readonly outputs: readonly string[];
  /** rows × outputs, row-major: probabilities of classes, or values. */
  readonly score: (rows: Features) => Promise<Float64Array>;
}

/** Where progress goes and what may end it. */
export interface ExplainContext {
  readonly signal: AbortSignal;
  readonly progress: (done: number, total: number) => void;
  readonly breathe: () => Promise<void>;
}
