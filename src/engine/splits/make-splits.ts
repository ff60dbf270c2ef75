import { splitAsGiven } from './given.ts';
import { splitByFolds } from './k-fold.ts';
import { splitByShares } from './shares.ts';
import type { Split, SplitRows } from './split.ts';

/**
 * The folds of a split over rows 0 … rows − 1; one for a hold-out. `y` is the class index of every row, or `null` where there are
 * no classes: stratification then has nothing to keep and is not applied. `classes` only names them in messages.
 * Throws StudioError('param' | 'data') where the split cannot be made.
 */
export function makeSplits(split: Split, rows: number, y: Float64Array | null, classes: readonly string[] | null = null): readonly SplitRows[] {
  switch (split.kind) {
    case 'holdout': return [splitByShares({ ...split, validation: 0 }, rows, y, classes)];
    case 'train-validation-test': return [splitByShares(split, rows, y, classes)];
    case 'k-fold': return splitByFolds(split, rows, y, classes);
    case 'given': return splitAsGiven(split.folds, rows);
    default: return split satisfies never;
  }
}
