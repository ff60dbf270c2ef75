import type { FitContext } from '../../core/context.ts';
import type { Plain } from '../../core/plain.ts';
import type { Fold } from './folds.ts';
import type { Tree } from './structure.ts';

/** What a training has come to after some round. */
export interface Progress {
  readonly trees: readonly Tree[];
  /** The best validation loss so far, and the number of trees that gave it. */
  readonly best: Best | null;
}

type Best = { readonly loss: number; readonly trees: number };

/** All states that learn: those of every fold's segments, then those of the validation rows. */
type Checkpoint = {
  readonly format: 'tablab/catboost-checkpoint';
  readonly version: 1;
  readonly fingerprint: string;
  readonly trees: readonly Tree[];
  readonly best: Best | null;
  readonly states: readonly Float64Array[];
};

const statesOf = (folds: readonly Fold[], held: readonly Float64Array[]): readonly Float64Array[] => [...folds.flatMap((fold) => fold.segments.flatMap(({ state }) => state)), ...held];

/** Puts the states back where they were; `null` where there is no checkpoint of this training. */
export async function loadProgress(ctx: FitContext, fingerprint: string, folds: readonly Fold[], held: readonly Float64Array[]): Promise<Progress | null> {
  const saved = (await ctx.checkpoint?.load()) ?? null;
  if (typeof saved !== 'object' || saved === null || !('format' in saved)) return null;
  const checkpoint = saved as unknown as Checkpoint;
  const states = statesOf(folds, held);
  if (checkpoint.format !== 'tablab/catboost-checkpoint' || checkpoint.version !== 1 || checkpoint.fingerprint !== fingerprint) return null;
  if (checkpoint.states.length !== states.length || checkpoint.states.some((state, at) => state.length !== states[at]!.length)) return null;
  checkpoint.states.forEach((state, at) => states[at]!.set(state));
  return { trees: checkpoint.trees, best: checkpoint.best };
}

/** Saves at most every so many milliseconds: a state of millions of rows takes a while to write. */
export function saver(ctx: FitContext, fingerprint: string, folds: readonly Fold[], held: readonly Float64Array[], gap = 5000): (progress: Progress) => Promise<void> {
  let last = performance.now();
  return async ({ trees, best }) => {
    if (ctx.checkpoint === null || performance.now() - last < gap) return;
    const checkpoint: Checkpoint = { format: 'tablab/catboost-checkpoint', version: 1, fingerprint, trees: [...trees], best, states: statesOf(folds, held).map((state) => state.slice()) };
    await ctx.checkpoint.save(checkpoint satisfies Plain);
    last = performance.now();
  };
}
