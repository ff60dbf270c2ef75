import { expect, test } from 'vitest';
import { intervalAxis } from './interval-axis.ts';

const score = (low: number, high: number) => ({ mean: (low + high) / 2, sd: 0, folds: [], low, high });

test('a near baseline is on the axis, a far one does not squeeze the models', () => {
  expect(intervalAxis([score(0.8, 0.9), score(0.85, 0.95)], [score(0.7, 0.75)])).toEqual({ low: 0.7, high: 0.95 });
  expect(intervalAxis([score(0.8, 0.9), score(0.85, 0.95)], [score(0.1, 0.2)])).toEqual({ low: 0.8, high: 0.95 });
});

test('with baselines only, or with nothing, there is still an axis', () => {
  expect(intervalAxis([], [score(0.4, 0.6)])).toEqual({ low: 0.4, high: 0.6 });
  expect(intervalAxis([], [])).toEqual({ low: 0, high: 1 });
  expect(intervalAxis([score(Number.NaN, Number.NaN)], [])).toEqual({ low: 0, high: 1 });
});
