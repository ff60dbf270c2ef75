import { describe, expect, it } from 'vitest';
import { makeSplits, type Split, type SplitRows } from './index.ts';
import reference from './reference.json' with { type: 'json' };

const plain = { stratify: false, shuffle: false, seed: 1 };
const countsOf = (y: ArrayLike<number>, rows: Uint32Array, size: number): number[] =>
  Array.from({ length: size }, (_, k) => rows.reduce((n, row) => n + (y[row] === k ? 1 : 0), 0));
const foldOf = (splits: readonly SplitRows[], rows: number): number[] => Array.from({ length: rows }, (_, i) => splits.findIndex((s) => s.test.includes(i)));

function expectPartition(s: SplitRows, rows: number): void {
  const all = [...s.train, ...(s.validation ?? []), ...s.test].sort((a, b) => a - b);
  expect(all).toEqual(Array.from({ length: rows }, (_, i) => i));
  for (const part of [s.train, s.test]) expect([...part]).toEqual([...part].sort((a, b) => a - b));
}

describe('as scikit-learn', () => {
  it.each(reference.kFold.map((c) => [c.rows, c.folds, c.fold] as const))('KFold of %i rows into %i', (rows, folds, fold) => {
    expect(foldOf(makeSplits({ kind: 'k-fold', folds, ...plain }, rows, null), rows)).toEqual(fold);
  });
  it.each(reference.stratified.map((c, i) => [i, c] as const))('StratifiedKFold, case %i', (_, { y, folds, fold }) => {
    expect(foldOf(makeSplits({ kind: 'k-fold', folds, ...plain, stratify: true }, y.length, Float64Array.from(y)), y.length)).toEqual(fold);
  });
  it.each(reference.holdout.map((c, i) => [i, c] as const))('StratifiedShuffleSplit, class counts of case %i', (_, { y, test, counts }) => {
    const [s] = makeSplits({ kind: 'holdout', test, stratify: true, shuffle: true, seed: 5 }, y.length, Float64Array.from(y));
    const ours = countsOf(y, s!.test, 4);
    expect(ours.reduce((a, b) => a + b)).toBe(counts.reduce((a, b) => a + b));
    // Where remainders tie the library draws lots; counts may then differ by one.
    ours.forEach((n, k) => expect(Math.abs(n - counts[k]!)).toBeLessThanOrEqual(1));
  });
  it.each(reference.groups.map((c, i) => [i, c] as const))('GroupKFold, case %i', (_, { groups, folds, fold }) => {
    expect(foldOf(makeSplits({ kind: 'k-fold', folds, ...plain }, groups.length, null, null, Int32Array.from(groups)), groups.length)).toEqual(fold);
  });
  it('PredefinedSplit', () => {
    const { folds, tests } = reference.given;
    expect(makeSplits({ kind: 'given', folds }, folds.length, null).map((s) => [...s.test])).toEqual(tests);
  });
});

describe('every kind', () => {
  const y = Float64Array.from({ length: 97 }, (_, i) => (i % 10 === 0 ? 2 : i % 3 === 0 ? 1 : 0));
  const kinds: readonly Split[] = [true, false].flatMap((stratify) => [true, false].flatMap((shuffle): Split[] => [
    { kind: 'holdout', test: 0.25, stratify, shuffle, seed: 3 },
    { kind: 'train-validation-test', validation: 0.15, test: 0.2, stratify, shuffle, seed: 3 },
    { kind: 'k-fold', folds: 4, stratify, shuffle, seed: 3 },
  ]));
  it.each(kinds.map((s) => [JSON.stringify(s), s] as const))('%s puts every row in one part, the same way every time', (_, split) => {
    const splits = makeSplits(split, 97, y);
    for (const s of splits) expectPartition(s, 97);
    expect(makeSplits(split, 97, y)).toEqual(splits);
  });
  it.each(kinds.filter((s) => s.kind !== 'given' && s.stratify).map((s) => [JSON.stringify(s), s] as const))('%s keeps the classes in proportion', (_, split) => {
    for (const s of makeSplits(split, 97, y)) {
      const share = s.test.length / 97;
      countsOf(y, s.test, 3).forEach((n, k) => expect(Math.abs(n - share * y.filter((v) => v === k).length)).toBeLessThan(1.5));
    }
  });
  it('shuffles differently for another seed, and not at all when told so', () => {
    const test = (shuffle: boolean, seed: number): number[] => [...makeSplits({ kind: 'holdout', test: 0.2, stratify: false, shuffle, seed }, 50, null)[0]!.test];
    expect(test(true, 1)).not.toEqual(test(true, 2));
    expect(test(false, 1)).toEqual([40, 41, 42, 43, 44, 45, 46, 47, 48, 49]);
  });
  it('keeps time in order: training, then validation, then test', () => {
    const [s] = makeSplits({ kind: 'train-validation-test', validation: 0.2, test: 0.2, ...plain }, 10, null);
    expect([[...s!.train], [...s!.validation!], [...s!.test]]).toEqual([[0, 1, 2, 3, 4, 5], [6, 7], [8, 9]]);
  });
  it('divides a million rows stratified in well under a second or two', () => {
    const labels = Float64Array.from({ length: 1_000_000 }, (_, i) => i % 7);
    expect(makeSplits({ kind: 'k-fold', folds: 5, stratify: true, shuffle: true, seed: 1 }, labels.length, labels)).toHaveLength(5);
    expect(makeSplits({ kind: 'holdout', test: 0.2, stratify: true, shuffle: true, seed: 1 }, labels.length, labels)[0]!.test).toHaveLength(200_000);
  });
  it('leaves every class something to learn from, however large the test', () => {
    const labels = Float64Array.of(...Array.from({ length: 40 }, () => 0), 1, 1);
    const [s] = makeSplits({ kind: 'holdout', test: 0.9, stratify: true, shuffle: true, seed: 1 }, 42, labels);
    expect(countsOf(labels, s!.train, 2)[1]).toBeGreaterThan(0);
  });
});

describe('groups', () => {
  const groups = Int32Array.from({ length: 97 }, (_, i) => 3 * Math.floor(((i * 31) % 97) / 6));
  const kinds: readonly Split[] = [true, false].flatMap((shuffle): Split[] => [
    { kind: 'holdout', test: 0.25, stratify: true, shuffle, seed: 3 },
    { kind: 'train-validation-test', validation: 0.15, test: 0.2, stratify: true, shuffle, seed: 3 },
    { kind: 'k-fold', folds: 4, stratify: true, shuffle, seed: 3 },
    { kind: 'given', folds: Array.from(groups, (g) => g % 2) },
  ]);
  it.each(kinds.map((s) => [JSON.stringify(s).slice(0, 90), s] as const))('%s keeps every group whole', (_, split) => {
    const splits = makeSplits(split, 97, null, null, groups);
    for (const s of splits) {
      expectPartition(s, 97);
      const parts = [s.train, s.validation ?? new Uint32Array(0), s.test].map((rows) => new Set(Array.from(rows, (i) => groups[i])));
      expect(parts.reduce((n, part) => n + part.size, 0)).toBe(new Set(groups).size);
    }
  });
  it('takes its share of groups, rounded up, as GroupShuffleSplit', () => {
    const [s] = makeSplits({ kind: 'holdout', test: 0.25, ...plain, shuffle: true }, 97, null, null, groups);
    expect(new Set(Array.from(s!.test, (i) => groups[i])).size).toBe(Math.ceil(0.25 * 17));
  });
  it.each<[string, Split, readonly number[], RegExp]>([
    ['fewer groups than folds', { kind: 'k-fold', folds: 3, ...plain }, [0, 0, 1, 1], /2 groups of rows, too few for 3 folds/],
    ['one group', { kind: 'holdout', test: 0.2, ...plain }, [5, 5, 5], /1 group of rows to keep whole/],
    ['folds that divide a group', { kind: 'given', folds: [0, 1, 0] }, [4, 4, 2], /rows 1 and 2 belong together and are in folds 0 and 1/],
  ])('refuses %s', (_, split, of, message) => expect(() => makeSplits(split, of.length, null, null, Int32Array.from(of))).toThrow(message));
});

describe('refuses, in a sentence,', () => {
  const lone = Float64Array.of(0, 0, 0, 0, 1);
  it.each<[string, Split, number, Float64Array | null, RegExp]>([
    ['fewer rows than folds', { kind: 'k-fold', folds: 10, ...plain }, 4, null, /4 rows, too few for 10 folds/],
    ['one fold', { kind: 'k-fold', folds: 1, ...plain }, 4, null, /at least 2/],
    ['a class of one row', { kind: 'holdout', test: 0.2, ...plain, stratify: true }, 5, lone, /class "rare" has only 1 row.*Switch stratification off/],
    ['a class of one row in folds', { kind: 'k-fold', folds: 2, ...plain, stratify: true }, 5, lone, /class "rare" has only 1 row/],
    ['a single row', { kind: 'holdout', test: 0.2, ...plain }, 1, null, /1 row, too few/],
    ['no rows', { kind: 'holdout', test: 0.2, ...plain }, 0, null, /0 rows, too few/],
    ['a share of 1', { kind: 'holdout', test: 1, ...plain }, 9, null, /above 0 and below 1/],
    ['shares that leave nothing', { kind: 'train-validation-test', validation: 0.5, test: 0.5, ...plain }, 9, null, /leave rows to learn from/],
    ['too few folds listed', { kind: 'given', folds: [0, 1] }, 3, null, /2 entries, but there are 3 rows/],
    ['a fold that is no number', { kind: 'given', folds: [0, 1.5, 1] }, 3, null, /Row 2 has 1.5/],
    ['one fold only', { kind: 'given', folds: [0, 0, 0] }, 3, null, /no row would be left to learn from/],
    ['no tested row', { kind: 'given', folds: [-1, -1] }, 2, null, /no row would be tested/],
  ])('%s', (_, split, rows, y, message) => {
    expect(() => makeSplits(split, rows, y, ['common', 'rare'])).toThrow(message);
  });
});
