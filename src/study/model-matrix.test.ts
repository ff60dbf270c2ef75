import { expect, it, vi } from 'vitest';
import { byGroup } from '../engine/checks/by-group.test-data.ts';
import { quietContext } from '../engine/core/context.ts';
import { type FeatureSource, sourceOf } from '../frame/features.ts';
import { fromColumns } from '../frame/from-columns.ts';
import { toSource } from '../frame/to-features.ts';
import { newModel, newStep } from './create.ts';
import { fitPipeline, type Plan } from './fit.ts';
import { learnDictionaries, matrices } from './model-matrix.ts';
import { predictTable } from './predict.ts';

vi.mock('./registry.ts', async (original) => {
  const real = await original<typeof import('./registry.ts')>();
  return { ...real, algorithmOf: (type: string) => (type === 'by-group' ? byGroup : real.algorithmOf(type)) };
});

const colours = (codes: readonly number[], categories: readonly string[]): FeatureSource => sourceOf({
  rows: codes.length,
  columns: [{ kind: 'number', name: 'a', values: Float64Array.from(codes, (_, i) => i) }, { kind: 'category', name: 'colour', codes: Int32Array.from(codes), categories }],
});

it('knows the categories of the training rows, and codes other dictionaries as theirs', () => {
  const dictionaries = learnDictionaries(colours([2, 0, -1, 2], ['red', 'green', 'blue']), true);
  expect(dictionaries).toEqual([null, ['red', 'blue']]);
  const make = matrices(dictionaries);
  expect(make(colours([2, 0, 1, -1], ['red', 'green', 'blue']))).toEqual({ rows: 4, columns: ['a', 'colour'], values: Float64Array.of(0, 1, 1, 0, 2, 2, 3, Number.NaN), categories: [null, ['red', 'blue']] });
  expect([...make(colours([0, 1, 2], ['blue', '__proto__', 'red'])).values]).toEqual([0, 1, 1, 2, 2, 0]);
});

it('is a plain matrix where every column is a number', () => {
  const numbers = sourceOf({ rows: 1, columns: [{ kind: 'number', name: 'a', values: Float64Array.of(3) }] });
  expect(matrices(learnDictionaries(numbers, true))(numbers)).not.toHaveProperty('categories');
});

it('refuses categories for models that take numbers, and features without a column', () => {
  expect(() => learnDictionaries(colours([0], ['red']), false)).toThrow('Column "colour" still holds categories, and this model takes numbers. Add a one-hot');
  expect(() => learnDictionaries(sourceOf({ rows: 3, columns: [] }), true)).toThrow('No column is left');
});

const table = (rows: readonly (readonly [string | null, number | null, number])[]) =>
  fromColumns([{ name: 'city', values: rows.map((r) => r[0]) }, { name: 'size', values: rows.map((r) => r[1]) }, { name: 'rent', values: rows.map((r) => r[2]) }]);

it('carries categories and gaps through fitting, saving and predicting another table', async () => {
  const train = table([['Rome', 1, 10], ['Oslo', 2, 30], ['Rome', null, 12], ['Oslo', 3, 32], [null, 2, 20], ['Bern', 1, 50], ['Bern', 2, 52]]);
  const inputs = train.columns.slice(0, 2);
  const plan: Plan = { task: 'regression', target: 'rent', classes: null, inputs, steps: [], model: { ...newModel('ridge'), type: 'by-group' } };
  const fitted = await fitPipeline(plan, { inputs: toSource(train, null, ['city', 'size']), y: Float64Array.of(10, 30, 12, 32, 20, 50, 52) }, null, quietContext());
  expect(fitted.features).toEqual([{ name: 'city', origin: 'city', categories: ['Bern', 'Oslo', 'Rome'] }, { name: 'size', origin: 'size' }]);
  const fresh = table([['Bern', 1, 0], ['Lima', 1, 0], ['Rome', 1, 0], [null, null, 0], ['Oslo', 1, 0]]);
  const { yPred } = await predictTable(structuredClone(fitted), fresh, null, quietContext());
  expect(yPred[0]!).toBeGreaterThan(yPred[4]! + 5);
  expect(yPred[4]!).toBeGreaterThan(yPred[2]! + 5);
  expect(yPred.every(Number.isFinite)).toBe(true);
  // Step by step, after an imputer that makes dictionaries of its own for every batch.
  const filled = await fitPipeline({ ...plan, steps: [newStep('simple-imputer', { strategy: 'most_frequent' })] }, { inputs: toSource(train, null, ['city', 'size']), y: Float64Array.of(10, 30, 12, 32, 20, 50, 52) }, null, quietContext());
  const again = await predictTable(filled, fresh, null, quietContext());
  expect(again.yPred[0]!).toBeGreaterThan(again.yPred[4]! + 5);
});
