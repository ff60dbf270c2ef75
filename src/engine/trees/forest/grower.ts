import type { FitContext } from '../../core/context.ts';
import type { TreeEnsemble } from '../ensemble.ts';

/** Grows some trees of a forest; which ones are grown together changes nothing in them. */
export interface Grower {
  /** How splits are found: every threshold, or those between bins. */
  readonly how: 'exact' | 'binned';
  /** Trees from … at most to − 1: at least one of them. */
  grow(from: number, to: number, ctx: FitContext): Promise<TreeEnsemble>;
  close(): void;
}
