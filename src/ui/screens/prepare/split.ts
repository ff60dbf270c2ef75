import type { Split } from '../../../study/schema.ts';

export type SplitKind = Split['kind'];
export const splitKinds: readonly { readonly value: Exclude<SplitKind, 'given'>; readonly label: string; readonly help: string }[] = [
  { value: 'holdout', label: 'Hold-out', help: 'One part learns, the other tests. Quick, and enough for many rows.' },
  { value: 'train-validation-test', label: 'Train, validation, test', help: 'A third part decides when to stop, so that the test stays untouched. For nets.' },
  { value: 'k-fold', label: 'k-fold', help: 'Every row is tested once, by a model that never saw it. Slower, steadier; for few rows.' },
];

/** Another way to split that keeps what the two have in common. */
export function splitAs(kind: Exclude<SplitKind, 'given'>, from: Split): Split {
  const shared = from.kind === 'given' ? { stratify: true, shuffle: true, seed: 42 } : { stratify: from.stratify, shuffle: from.shuffle, seed: from.seed, ...(from.group === undefined ? {} : { group: from.group }) };
  const test = 'test' in from ? from.test : 0.2;
  if (kind === 'holdout') return { kind, test, ...shared };
  if (kind === 'train-validation-test') return { kind, validation: Math.min(0.2, 0.9 - test), test, ...shared };
  return { kind, folds: 5, ...shared };
}

/** Shares of a split that leave at least a tenth for training. */
export function clampShares(split: Extract<Split, { kind: 'train-validation-test' }>): Split {
  const test = Math.min(Math.max(split.test, 0.05), 0.8);
  return { ...split, test, validation: Math.min(Math.max(split.validation, 0.05), 0.9 - test) };
}

export interface Segment {
  readonly part: 'train' | 'validation' | 'test';
  readonly rows: number;
  readonly share: number;
}
/** One bar of the picture, in reading order; parts without rows are left out. */
export function segmentsOf(fold: { readonly train: number; readonly validation: number; readonly test: number }): readonly Segment[] {
  const all = fold.train + fold.validation + fold.test;
  return (['train', 'validation', 'test'] as const).map((part) => ({ part, rows: fold[part], share: all === 0 ? 0 : fold[part] / all })).filter((s) => s.rows > 0);
}
