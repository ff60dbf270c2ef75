import { groupsByFolds, groupsByShares, refuseDividedGroups } from './by-group.ts';
import { splitAsGiven } from './given.ts';
import { splitByFolds } from './k-fold.ts';
import { splitByShares } from './shares.ts';
import type { Split, SplitRows } from './split.ts';

/**
 * The folds of a split over rows 0 … rows − 1; one for a hold-out. `y` is the class index of every row, or `null` where there are
 * no classes: stratification then has nothing to keep and is not applied. `classes` only names them in messages.
 * `groups`: a number a row; rows of one number stay together, and classes are then not kept in proportion.
 * Throws StudioError('param' | 'data') where the split cannot be made.
 */
export function makeSplits(split: Split, rows: number, y: Float64Array | null, classes: readonly string[] | null = null, groups: Int32Array | null = null): readonly SplitRows[] {
  if (groups !== null) return splitGroups(split, groups);
  switch (split.kind) {
    case 'holdout': return [splitByShares({ ...split, validation: 0 }, rows, y, classes)];
    case 'train-validation-test': return [splitByShares(split, rows, y, classes)];
    case 'k-fold': return splitByFolds(split, rows, y, classes);
    case 'given': return splitAsGiven(split.folds, rows);
    default: return split satisfies never;
  }
}

function splitGroups(split: Split, groups: Int32Array): readonly SplitRows[] {
  switch (split.kind) {
    case 'holdout': return [groupsByShares({ ...split, validation: 0 }, groups)];
    case 'train-validation-test': return [groupsByShares(split, groups)];
    case 'k-fold': return groupsByFolds(split, groups);
    case 'given':
      refuseDividedGroups(split.folds, groups);
      return splitAsGiven(split.folds, groups.length);
    default: return split satisfies never;
  }
}
