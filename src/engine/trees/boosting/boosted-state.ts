import type { TreeEnsemble } from '../ensemble.ts';
import type { BoostHistory } from './checkpoint.ts';

/** What a boosted model has learned. */
export type BoostedState = {
  readonly classes: readonly string[] | null;
  readonly ensemble: TreeEnsemble;
  readonly training: {
    readonly rounds: number;
    /** Counted from 1; 0 without rows held out. */
    readonly bestRound: number;
    readonly stopped: string;
    readonly history: BoostHistory;
  };
};
