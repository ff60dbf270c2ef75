import type { Plain } from '../../core/plain.ts';
import type { GrownTree } from '../grow/grown-tree.ts';
import type { BestOf } from './early-stopping.ts';

/** Curves: for each metric one number a round. Validation is empty without rows held out. */
export type BoostHistory = {
  readonly metrics: readonly string[];
  readonly train: readonly (readonly number[])[];
  readonly validation: readonly (readonly number[])[];
};

/** A training between two rounds, whole: going on from it gives what going straight through would have given, bit for bit. */
export type BoostState = {
  /** Whole rounds done. */
  readonly round: number;
  readonly trees: readonly GrownTree[];
  /** What each tree is multiplied by (dart); 1 otherwise. */
  readonly weights: readonly number[];
  readonly history: BoostHistory;
  readonly bests: readonly BestOf[];
  /** The weights of the trees after the best round of each metric, for dart; `null` where weights do not change. */
  readonly bestWeights: readonly (readonly number[] | null)[];
  /** Scores so far, output after output, where adding the trees up again would not give the same bits (dart); else `null`. */
  readonly scores: { readonly train: readonly Float64Array[]; readonly validation: readonly Float64Array[] } | null;
};

type Checkpoint = { readonly format: 'tablab/boost-checkpoint'; readonly version: 1; readonly fingerprint: string; readonly state: BoostState };

export const checkpointOf = (fingerprint: string, state: BoostState): Plain =>
  ({ format: 'tablab/boost-checkpoint', version: 1, fingerprint, state }) satisfies Checkpoint as unknown as Plain;

/** The state in a checkpoint of the same training; `null` where it belongs to another one, or is none. */
export function stateOf(saved: Plain, fingerprint: string): BoostState | null {
  if (typeof saved !== 'object' || saved === null || !('format' in saved)) return null;
  const checkpoint = saved as unknown as Checkpoint;
  return checkpoint.format === 'tablab/boost-checkpoint' && checkpoint.version === 1 && checkpoint.fingerprint === fingerprint ? checkpoint.state : null;
}

/** A crash may cost less than a second of training. */
export const CHECKPOINT_MS = 500;
