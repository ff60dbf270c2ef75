import { describe, expect, test } from 'vitest';
import { trainStories } from '../stories/train.ts';
import { bestStep, learningCurvesFigure, measuredMetrics } from './learning-curves.ts';

const points = [
  { step: 1, metrics: { loss: 1, valLoss: 1.1, accuracy: 0.5, valAccuracy: 0.4, epoch: 1 } },
  { step: 2, metrics: { loss: 0.6, valLoss: 0.7, accuracy: 0.7, valAccuracy: 0.6, epoch: 2 } },
  { step: 3, metrics: { loss: 0.3, valLoss: 0.9, accuracy: 0.9, valAccuracy: 0.6, epoch: 3 } },
];

test('the best step has the lowest validation loss; without validation there is none', () => {
  expect(bestStep(points)).toBe(2);
  expect(bestStep([{ step: 1, metrics: { loss: 1 } }])).toBe(-1);
});

test('metrics are named once, loss first, bookkeeping left out', () => {
  expect(measuredMetrics([{ fold: 0, points, best: 2 }])).toEqual(['loss', 'accuracy']);
  expect(measuredMetrics([])).toEqual([]);
  // A message in the middle of an epoch measures the batch only.
  expect(measuredMetrics([{ fold: 0, points: [...points, { step: 3, metrics: { batchLoss: 0.2 } }], best: 2 }])).toEqual(['loss', 'accuracy']);
});

test('training, validation and the best epoch are drawn, and the sentence says them', () => {
  const figure = learningCurvesFigure([{ fold: 0, points, best: 2 }], 'loss', 0);
  expect(figure.data.map((t) => t['name'])).toEqual(['Training', 'Validation', 'Best epoch']);
  expect(figure.data[2]).toMatchObject({ x: [2], y: [0.7] });
  expect(figure.summary).toBe('Epoch 3: training 0.3, validation 0.9. Best epoch: 2.');
});

test('a model without validation has one line and no best epoch', () => {
  const figure = learningCurvesFigure([{ fold: 0, points: [{ step: 1, metrics: { loss: 2 } }, { step: 2, metrics: { loss: 1 } }], best: -1 }], 'loss', 0);
  expect(figure.data.map((t) => t['name'])).toEqual(['Training']);
});

describe('stories', () => {
  test.each(Object.entries(trainStories))('%s', async (name, figure) => {
    expect(new Set(figure.table.map((column) => column.values.length)).size).toBe(1);
    await expect(JSON.stringify(figure, round, 1)).toMatchFileSnapshot(`./__snapshots__/${name.replaceAll(/\W+/g, '-')}.json`);
  });
});

function round(_key: string, value: unknown): unknown {
  if (ArrayBuffer.isView(value)) return Array.from(value as Float64Array);
  return typeof value === 'number' && Number.isFinite(value) ? Number(value.toPrecision(6)) : value;
}
