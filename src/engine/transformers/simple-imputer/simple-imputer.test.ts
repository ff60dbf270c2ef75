import { describe, expect, it } from 'vitest';
import type { Features } from '../../../frame/features.ts';
import { referenceChecks } from '../../checks/transformer-reference.ts';
import reference from './reference.json' with { type: 'json' };
import { simpleImputerTransformer } from './transformer.ts';

describe('as scikit-learn', () => {
  it.each(referenceChecks(simpleImputerTransformer, reference))('%s', (_, run) => expect(run()).toBeUndefined());
});

const X: Features = {
  rows: 3,
  columns: [
    { kind: 'number', name: 'a', values: Float64Array.of(1, Number.NaN, 3) },
    { kind: 'category', name: 'b', codes: Int32Array.of(0, -1, 0), categories: ['x'] },
    { kind: 'number', name: 'missingindicator_a', values: Float64Array.of(0, 0, 0) },
  ],
};
const params = { columns: [], strategy: 'mean', fillValue: null, addIndicator: false, keepEmptyFeatures: false } as const;

it('puts indicators behind their columns, under names that are free', () => {
  const state = simpleImputerTransformer.fit(X, null, { ...params, strategy: 'most_frequent', addIndicator: true });
  const out = simpleImputerTransformer.transform(state, X);
  expect(out.columns.map((c) => c.name)).toEqual(['a', 'missingindicator_a_2', 'b', 'missingindicator_b', 'missingindicator_a']);
  expect(simpleImputerTransformer.origins(state)).toMatchObject({ missingindicator_a_2: 'a', missingindicator_b: 'b' });
  expect(out.columns[1]).toMatchObject({ values: Float64Array.of(0, 1, 0) });
});

it('adds a constant that is no category yet to the categories', () => {
  const state = simpleImputerTransformer.fit(X, null, { ...params, strategy: 'constant', columns: ['b'], fillValue: 'none' });
  expect(simpleImputerTransformer.transform(state, X).columns[1]).toMatchObject({ codes: Int32Array.of(0, 1, 0), categories: ['x', 'none'] });
});

it('refuses what cannot be filled so', () => {
  expect(() => simpleImputerTransformer.fit(X, null, { ...params, columns: ['b'] })).toThrow(/SimpleImputer with the mean takes number columns, but "b" is a category column/);
  expect(() => simpleImputerTransformer.fit(X, null, { ...params, strategy: 'constant', fillValue: 'none' })).toThrow(/must be a number for the number column "a"\. Got "none"/);
  expect(() => simpleImputerTransformer.fit(X, null, { ...params, strategy: 'constant', columns: ['b'], fillValue: '' })).toThrow(/must not be an empty text/);
});
