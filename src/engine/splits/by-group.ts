import { StudioError } from '../core/errors.ts';
import { mulberry32, permutation } from '../core/random.ts';
import { foldsToSplits } from './given.ts';
import type { KFold } from './k-fold.ts';
import { refuseBadFolds, refuseBadShares } from './refuse.ts';
import type { Shares } from './shares.ts';
import type { SplitRows } from './split.ts';

/** Groups numbered anew from 0 in the order of their numbers, and how many rows each has. */
function compact(groups: Int32Array): { readonly of: Int32Array; readonly sizes: Uint32Array } {
  const numbers = [...new Set(groups)].sort((a, b) => a - b);
  const place = new Map(numbers.map((number, g) => [number, g]));
  const sizes = new Uint32Array(numbers.length);
  const of = groups.map((number) => place.get(number)!);
  for (const g of of) sizes[g]!++;
  return { of, sizes };
}

/**
 * One fold with every group whole, as `GroupShuffleSplit` has it: the share is of groups, rounded up, whatever their sizes. Not
 * shuffled: the groups of the highest numbers are the test.
 */
export function groupsByShares(shares: Shares, groups: Int32Array): SplitRows {
  refuseBadShares(shares);
  const { of, sizes } = compact(groups);
  const n = sizes.length;
  const test = Math.ceil(shares.test * n);
  const validation = Math.ceil(shares.validation * n);
  if (n - test - validation < 1) {
    throw new StudioError('data', `${n === 1 ? 'There is 1 group of rows' : `There are ${n} groups of rows`} to keep whole, too few to divide into ${shares.validation === 0 ? 2 : 3} parts. Add data, or make the test share smaller.`, { param: 'test' });
  }
  const order = shares.shuffle ? permutation(n, mulberry32(shares.seed)) : null;
  const part = new Uint8Array(n);
  for (let i = n - test - validation; i < n; i++) part[order === null ? i : order[i]!] = i < n - test ? 1 : 2;
  const rows = (which: number): Uint32Array => Uint32Array.from(of.keys()).filter((i) => part[of[i]!] === which);
  return { train: rows(0), validation: shares.validation === 0 ? null : rows(1), test: rows(2) };
}

/** `GroupKFold`: the largest group goes to the fold with the fewest rows so far; shuffled, groups are dealt evenly by number, as it does then. */
function foldOfGroups(sizes: Uint32Array, { folds, shuffle, seed }: KFold): Int32Array {
  const fold = new Int32Array(sizes.length);
  if (shuffle) {
    const order = permutation(sizes.length, mulberry32(seed));
    const [size, longer] = [Math.floor(sizes.length / folds), sizes.length % folds];
    order.forEach((g, i) => { fold[g] = i < longer * (size + 1) ? Math.floor(i / (size + 1)) : longer + Math.floor((i - longer * (size + 1)) / size); });
    return fold;
  }
  const rows = new Float64Array(folds);
  for (const g of Array.from(sizes.keys()).sort((a, b) => sizes[b]! - sizes[a]! || a - b)) {
    const lightest = rows.indexOf(Math.min(...rows));
    fold[g] = lightest;
    rows[lightest]! += sizes[g]!;
  }
  return fold;
}

/** Every row is tested once, and no group stands on both sides of any fold. */
export function groupsByFolds(split: KFold, groups: Int32Array): readonly SplitRows[] {
  const { of, sizes } = compact(groups);
  refuseBadFolds(split.folds, sizes.length, sizes.length === 1 ? 'group of rows' : 'groups of rows');
  const fold = foldOfGroups(sizes, split);
  return foldsToSplits(of.map((g) => fold[g]!), split.folds);
}

/** Folds made elsewhere must leave every group whole. */
export function refuseDividedGroups(folds: readonly number[], groups: Int32Array): void {
  const first = new Map<number, number>();
  groups.forEach((g, row) => {
    const before = first.get(g);
    if (before === undefined) first.set(g, row);
    else if (folds[before] !== folds[row]) {
      throw new StudioError('param', `The given folds divide what must stay whole: rows ${before + 1} and ${row + 1} belong together and are in folds ${folds[before]} and ${folds[row]}. Give all rows of a query or group one fold.`, { param: 'folds', row });
    }
  });
}
