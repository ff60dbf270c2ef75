import { mulberry32, permutation } from '../core/random.ts';
import { groupRows, refuseRareClasses } from './groups.ts';
import { foldsToSplits } from './given.ts';
import { refuseBadFolds } from './refuse.ts';
import type { SplitRows } from './split.ts';

export interface KFold {
  readonly folds: number;
  readonly stratify: boolean;
  readonly shuffle: boolean;
  readonly seed: number;
}

/** Fold of every row. Unshuffled: blocks in the table's order, the first rows % folds of them one row longer (`KFold`). */
function plainFolds(rows: number, { folds, shuffle, seed }: KFold): Int32Array {
  const order = shuffle ? permutation(rows, mulberry32(seed)) : null;
  const fold = new Int32Array(rows);
  const size = Math.floor(rows / folds);
  const longer = rows % folds;
  for (let i = 0; i < rows; i++) {
    const k = i < longer * (size + 1) ? Math.floor(i / (size + 1)) : longer + Math.floor((i - longer * (size + 1)) / size);
    fold[order === null ? i : order[i]!] = k;
  }
  return fold;
}

/** `StratifiedKFold`: classes laid end to end and dealt in turn, so that each class's counts differ by at most one between folds. */
function stratifiedFolds(rows: number, y: Float64Array, classes: readonly string[] | null, { folds, shuffle, seed }: KFold): Int32Array {
  const groups = groupRows(rows, y, classes);
  refuseRareClasses(groups, 2, 'a stratified split');
  const random = mulberry32(seed);
  const fold = new Int32Array(rows);
  let start = 0;
  for (const group of groups) {
    const n = group.rows.length;
    const counts = new Int32Array(folds);
    for (let i = 0; i < n; i++) counts[(start + i) % folds]!++;
    start += n;
    const order = shuffle ? permutation(n, random) : null;
    let i = 0;
    for (let k = 0; k < folds; k++) {
      for (let c = 0; c < counts[k]!; c++, i++) fold[group.rows[order === null ? i : order[i]!]!] = k;
    }
  }
  return fold;
}

/** Every row is tested once. `y` holds class indices; without them, or without `stratify`, rows are divided evenly. */
export function splitByFolds(split: KFold, rows: number, y: Float64Array | null, classes: readonly string[] | null): readonly SplitRows[] {
  refuseBadFolds(split.folds, rows);
  const fold = split.stratify && y !== null ? stratifiedFolds(rows, y, classes, split) : plainFolds(rows, split);
  return foldsToSplits(fold, split.folds);
}
