import type { Features } from '../frame/features.ts';
import type { FittedStep } from './fitted-step.ts';

/** What a run of steps came to on the training rows of one fold. */
export interface StepsDone {
  readonly fitted: readonly FittedStep[];
  readonly train: Features;
}

/** Steps already fitted, by the key of what made them: models of one study share them, and a changed step runs again from there on only. */
export interface StepCache {
  get(key: string): StepsDone | null;
  put(key: string, done: StepsDone): void;
}

const cells = ({ train }: StepsDone): number => train.rows * train.columns.length;

/** Keeps the most recently used up to a number of cells in all (8 bytes each); 16 million by default, 128 MB. */
export function createStepCache(mostCells = 16_000_000): StepCache {
  const kept = new Map<string, StepsDone>();
  return {
    get(key) {
      const done = kept.get(key);
      if (!done) return null;
      kept.delete(key);
      kept.set(key, done);
      return done;
    },
    put(key, done) {
      if (cells(done) > mostCells) return;
      kept.delete(key);
      kept.set(key, done);
      let total = [...kept.values()].reduce((sum, d) => sum + cells(d), 0);
      for (const [oldest, value] of kept) {
        if (total <= mostCells) break;
        kept.delete(oldest);
        total -= cells(value);
      }
    },
  };
}
