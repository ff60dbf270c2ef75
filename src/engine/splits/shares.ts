import { StudioError } from '../core/errors.ts';
import { mulberry32, permutation } from '../core/random.ts';
import { apportion } from './apportion.ts';
import { type Groups, groupRows, refuseRareClasses } from './groups.ts';
import { refuseBadShares } from './refuse.ts';
import type { SplitRows } from './split.ts';

export interface Shares {
  /** Share of all rows, 0 (no validation rows at all) to below 1. */
  readonly validation: number;
  readonly test: number;
  readonly stratify: boolean;
  readonly shuffle: boolean;
  readonly seed: number;
}

/** Rows of a group that go to each part: from a shuffled order, or the last rows as they stand. */
function deal(group: Groups[number], validation: number, test: number, random: (() => number) | null): readonly [number[], number[], number[]] {
  const order = random === null ? null : permutation(group.rows.length, random);
  const at = (i: number): number => group.rows[order === null ? i : order[i]!]!;
  const n = group.rows.length;
  const parts: [number[], number[], number[]] = [[], [], []];
  for (let i = 0; i < n; i++) parts[i < n - test - validation ? 0 : i < n - test ? 1 : 2].push(at(i));
  return parts;
}

/**
 * One fold: test rows (and validation rows) by share of all rows, rounded up as scikit-learn does. Shuffled by `seed`, or, in the
 * table's order, the last rows for the test: what a time series needs. Stratified: every part has each class in the proportion
 * of the whole (within one row), and the rows to learn from have every class.
 */
export function splitByShares(shares: Shares, rows: number, y: Float64Array | null, classes: readonly string[] | null): SplitRows {
  refuseBadShares(shares);
  const parts = shares.validation === 0 ? 2 : 3;
  const test = Math.ceil(shares.test * rows);
  const validation = Math.ceil(shares.validation * rows);
  if (rows - test - validation < 1) {
    throw new StudioError('data', `${rows === 1 ? 'There is 1 row' : `There are ${rows} rows`}, too few to divide into ${parts} parts. Add rows, or make the test share smaller.`, { param: 'test' });
  }
  const groups = groupRows(rows, shares.stratify ? y : null, classes);
  refuseRareClasses(groups, 2, 'a stratified split');
  const counts = groups.map((g) => g.rows.length);
  if (rows - test - validation < groups.length) {
    throw new StudioError('data', `Only ${rows - test - validation} rows are left to learn from, fewer than there are classes (${groups.length}). Make the test share smaller, or switch stratification off.`, { param: 'stratify' });
  }
  const tests = apportion(counts, counts.map((c) => c - 1), test);
  const validations = apportion(counts.map((c, k) => c - tests[k]!), counts.map((c, k) => c - tests[k]! - 1), validation);
  const random = shares.shuffle ? mulberry32(shares.seed) : null;
  const dealt = groups.map((group, k) => deal(group, validations[k]!, tests[k]!, random));
  const part = (which: 0 | 1 | 2): Uint32Array => Uint32Array.from(dealt.flatMap((d) => d[which])).sort();
  return { train: part(0), validation: shares.validation === 0 ? null : part(1), test: part(2) };
}
