import { expect, it } from 'vitest';
import { clampShares, segmentsOf, splitAs } from './split.ts';

it('keeps seed and shares when the kind changes', () => {
  const hold = { kind: 'holdout', test: 0.3, stratify: false, shuffle: true, seed: 7 } as const;
  expect(splitAs('train-validation-test', hold)).toEqual({ kind: 'train-validation-test', validation: 0.2, test: 0.3, stratify: false, shuffle: true, seed: 7 });
  expect(splitAs('k-fold', hold)).toEqual({ kind: 'k-fold', folds: 5, stratify: false, shuffle: true, seed: 7 });
  expect(splitAs('holdout', { kind: 'k-fold', folds: 3, stratify: true, shuffle: true, seed: 1, group: 'person' })).toMatchObject({ group: 'person' });
  expect(splitAs('holdout', { kind: 'given', folds: [0, 1] })).toMatchObject({ test: 0.2, seed: 42 });
});
it('leaves a tenth to train on', () => {
  const base = { kind: 'train-validation-test', stratify: true, shuffle: true, seed: 1 } as const;
  const clamped = clampShares({ ...base, validation: 0.9, test: 0.75 });
  expect(clamped).toMatchObject({ test: 0.75 });
  expect('validation' in clamped && clamped.validation).toBeCloseTo(0.15);
});
it('draws only parts that have rows', () => {
  expect(segmentsOf({ train: 80, validation: 0, test: 20 })).toEqual([{ part: 'train', rows: 80, share: 0.8 }, { part: 'test', rows: 20, share: 0.2 }]);
  expect(segmentsOf({ train: 0, validation: 0, test: 0 })).toEqual([]);
});
