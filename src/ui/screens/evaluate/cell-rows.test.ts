import { expect, test } from 'vitest';
import { oneAgainstRestRows } from './cell-rows.ts';

const predictions = {
  rows: Uint32Array.of(10, 11, 12, 13),
  fold: new Uint16Array(4),
  yTrue: Float64Array.of(0, 1, 2, 1),
  yPred: Float64Array.of(0, 1, 2, 0),
  proba: Float64Array.of(0.7, 0.2, 0.1, 0.1, 0.8, 0.1, 0.2, 0.6, 0.2, 0.5, 0.3, 0.2),
};

test('rows of a class against the rest, by threshold, surest first', () => {
  expect(Array.from(oneAgainstRestRows(predictions, 3, 1, 0.5, { truth: 1, predicted: 1 }, 10).rows)).toEqual([11]);
  expect(Array.from(oneAgainstRestRows(predictions, 3, 1, 0.3, { truth: 1, predicted: 1 }, 10).rows)).toEqual([11, 13]);
  expect(Array.from(oneAgainstRestRows(predictions, 3, 1, 0.5, { truth: 0, predicted: 1 }, 10).rows)).toEqual([12]);
  expect(oneAgainstRestRows(predictions, 3, 1, 0.5, { truth: 0, predicted: 1 }, 10).score[0]).toBe(0.6);
});

test('every row is in exactly one cell, and the limit counts what it leaves out', () => {
  const cells = [0, 1].flatMap((truth) => [0, 1].map((predicted) => oneAgainstRestRows(predictions, 3, 1, 0.5, { truth, predicted }, 10)));
  expect(cells.flatMap((c) => Array.from(c.rows)).sort()).toEqual([10, 11, 12, 13]);
  expect(oneAgainstRestRows(predictions, 3, 1, 0, { truth: 0, predicted: 1 }, 1)).toMatchObject({ total: 2 });
});

test('without probabilities there are no such rows', () => {
  expect(oneAgainstRestRows({ ...predictions, proba: null }, 3, 1, 0.5, { truth: 1, predicted: 1 }, 10).total).toBe(0);
});
