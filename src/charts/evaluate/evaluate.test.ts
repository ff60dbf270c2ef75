import { describe, expect, test } from 'vitest';
import { exampleClassification } from '../stories/example-evaluations.ts';
import { evaluateStories } from '../stories/evaluate.ts';
import { confusionAt, confusionFigure, rowShares, worstConfusion } from './confusion.ts';
import { bestF1Threshold, cheapestThreshold, costOf, everyOperatingPoint, operatingPoint } from './operating-point.ts';
import { rocFigure } from './roc.ts';

/** Four rows: two of the class with scores 0.9 and 0.4, two others with 0.6 and 0.1. */
const counts = (scores: readonly number[]): Float64Array => Float64Array.from({ length: 1001 }, (_, i) => scores.filter((s) => s >= i / 1000).length);
const empty = { x: new Float64Array(), y: new Float64Array(), threshold: new Float64Array(), area: Number.NaN };
const one = { name: 'yes', support: 2, precision: 0.5, recall: 0.5, f1: 0.5, roc: empty, pr: empty, calibration: { ...empty, counts: new Float64Array() }, lift: empty, truePositives: counts([0.9, 0.4]), falsePositives: counts([0.6, 0.1]) };

describe('operating point', () => {
  test('counts rows on both sides of the threshold', () => {
    const point = operatingPoint(one, 4, 0.5);
    expect(point).toMatchObject({ truePositives: 1, falsePositives: 1, falseNegatives: 1, trueNegatives: 1, accuracy: 0.5, precision: 0.5, recall: 0.5, specificity: 0.5, f1: 0.5 });
    expect(operatingPoint(one, 4, 0.4)).toMatchObject({ truePositives: 2, falsePositives: 1 });
    expect(operatingPoint(one, 4, 0.401)).toMatchObject({ truePositives: 1, falsePositives: 1 });
  });

  test('nothing called the class has no precision, and thresholds outside 0 … 1 are clamped', () => {
    expect(operatingPoint(one, 4, 1).precision).toBeNaN();
    expect(operatingPoint(one, 4, 7)).toEqual(operatingPoint(one, 4, 1));
    expect(operatingPoint(one, 4, -1)).toMatchObject({ truePositives: 2, falsePositives: 2, threshold: 0 });
  });

  test('the cheapest threshold is the cheapest of all 1,001', () => {
    for (const [fp, fn] of [[1, 1], [1, 10], [10, 1], [0, 1], [3, 0]] as const) {
      const { threshold, cost } = cheapestThreshold(one, 4, fp, fn);
      expect(costOf(operatingPoint(one, 4, threshold), fp, fn)).toBe(cost);
      expect(Math.min(...everyOperatingPoint(one, 4).map((p) => costOf(p, fp, fn)))).toBe(cost);
    }
    expect(cheapestThreshold(one, 4, 1, 10).threshold).toBeLessThanOrEqual(0.4);
    expect(cheapestThreshold(one, 4, 10, 1).threshold).toBeGreaterThan(0.6);
  });

  test('the best F1 is that of the table', () => {
    expect(operatingPoint(one, 4, bestF1Threshold(one, 4)).f1).toBeCloseTo(0.8, 12);
  });
});

describe('confusion', () => {
  test('row shares sum to one, and a class without rows has none', () => {
    const shares = rowShares({ classes: ['a', 'b', 'c'], counts: [3, 1, 0, 0, 0, 0, 2, 2, 4] });
    expect(Array.from(shares.slice(0, 3))).toEqual([0.75, 0.25, 0]);
    expect(Array.from(shares.slice(3, 6))).toEqual([Number.NaN, Number.NaN, Number.NaN]);
  });

  test('names the most frequent mistake, or none', () => {
    expect(worstConfusion({ classes: ['cat', 'dog'], counts: [9, 1, 4, 8] })).toBe('The most frequent mistake: 4 rows of dog called cat.');
    expect(worstConfusion({ classes: ['cat', 'dog'], counts: [9, 0, 0, 8] })).toBeNull();
  });

  test('at a threshold it holds every row once', () => {
    const two = exampleClassification(['no', 'yes']);
    for (const threshold of [0, 0.25, 0.5, 1]) {
      const { counts: cells } = confusionAt(operatingPoint(two.perClass![1]!, two.rows, threshold), 'yes', 'no');
      expect(Array.from(cells).reduce((a, b) => a + b, 0)).toBe(two.rows);
    }
  });

  test('each cell answers which rows it is about', () => {
    const figure = confusionFigure({ classes: ['a', 'b'], counts: [1, 2, 3, 4] }, 'count');
    const cells = figure.data[0]?.['customdata'] as readonly (readonly (readonly unknown[])[])[];
    expect(cells[1]?.[0]?.slice(0, 5)).toEqual([1, 0, 'b', 'a', 3]);
  });
});

test('a class without rows has no curve', () => {
  const evaluation = exampleClassification(['a', 'b', 'c']);
  const without = { ...evaluation, perClass: evaluation.perClass!.map((c, i) => (i === 1 ? { ...c, support: 0 } : c)) };
  const names = rocFigure({ evaluation: without, focus: null, threshold: 0.5 }).data.map((t) => String(t['name']));
  expect(names.some((n) => n.startsWith('b'))).toBe(false);
  expect(names).toHaveLength(3);
});

describe('stories', () => {
  test.each(Object.entries(evaluateStories))('%s', async (name, figure) => {
    const lengths = figure.table.map((column) => column.values.length);
    expect(new Set(lengths).size).toBe(1);
    expect(figure.title).not.toBe('');
    await expect(JSON.stringify(figure, round, 1)).toMatchFileSnapshot(`./__snapshots__/${name.replaceAll(/\W+/g, '-')}.json`);
  });
});

/** Typed arrays as lists, numbers to six digits: what differs in the last bits is not another figure. */
function round(_key: string, value: unknown): unknown {
  if (ArrayBuffer.isView(value)) return Array.from(value as Float64Array);
  return typeof value === 'number' && Number.isFinite(value) ? Number(value.toPrecision(6)) : value;
}
