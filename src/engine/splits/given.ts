import { StudioError } from '../core/errors.ts';
import type { SplitRows } from './split.ts';

/** One split a fold 0 … count − 1; rows of −1 are always learnt from. */
export function foldsToSplits(fold: ArrayLike<number>, count: number): readonly SplitRows[] {
  const sizes = new Uint32Array(count);
  for (let i = 0; i < fold.length; i++) if (fold[i]! >= 0) sizes[fold[i]!]!++;
  return Array.from({ length: count }, (_, k): SplitRows => {
    const test = new Uint32Array(sizes[k]!);
    const train = new Uint32Array(fold.length - test.length);
    let a = 0;
    let b = 0;
    for (let i = 0; i < fold.length; i++) {
      if (fold[i] === k) test[a++] = i;
      else train[b++] = i;
    }
    return { train, validation: null, test };
  });
}

/** Replays folds made elsewhere (`PredefinedSplit`): every fold number that occurs is tested once, in ascending order. */
export function splitAsGiven(folds: readonly number[], rows: number): readonly SplitRows[] {
  if (folds.length !== rows) throw new StudioError('param', `The list of folds has ${folds.length} entries, but there are ${rows} rows. Give the fold of every row.`, { param: 'folds' });
  const wrong = folds.findIndex((f) => !Number.isInteger(f) || f < -1);
  if (wrong >= 0) throw new StudioError('param', `Folds must be integers of −1 or more. Row ${wrong + 1} has ${String(folds[wrong])}.`, { param: 'folds', row: wrong });
  const used = [...new Set(folds)].filter((f) => f >= 0).sort((a, b) => a - b);
  const place = new Map(used.map((f, k) => [f, k]));
  const splits = foldsToSplits(folds.map((f) => place.get(f) ?? -1), used.length);
  if (splits.length === 0) throw new StudioError('param', 'Every row has fold −1, so no row would be tested. Give at least one row a fold of 0 or more.', { param: 'folds' });
  if (splits.some((s) => s.train.length === 0)) throw new StudioError('param', 'All rows are in one fold, so no row would be left to learn from. Use at least two folds, or −1 for rows to learn from.', { param: 'folds' });
  return splits;
}
