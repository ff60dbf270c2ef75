import { describe, expect, it } from 'vitest';
import type { Features } from '../../../frame/features.ts';
import { defaultsOf } from '../../core/params.ts';
import { referenceChecks } from '../../checks/transformer-reference.ts';
import { oneHotEncoder } from './meta.ts';
import reference from './reference.json' with { type: 'json' };
import { oneHotEncoderTransformer } from './transformer.ts';

describe('as scikit-learn', () => {
  it.each(referenceChecks(oneHotEncoderTransformer, reference))('%s', (_, run) => expect(run()).toBeUndefined());
});

const defaults = defaultsOf(oneHotEncoder.params);
const table = (categories: readonly string[], ...codes: number[]): Features => ({ rows: codes.length, columns: [{ kind: 'category', name: 'a', codes: Int32Array.from(codes), categories }] });

it('names columns by category and finds names that are free', () => {
  const X: Features = { rows: 2, columns: [
    { kind: 'category', name: 'a', codes: Int32Array.of(0, 1), categories: ['b_c', 'd'] },
    { kind: 'category', name: 'a_b', codes: Int32Array.of(0, -1), categories: ['c'] },
    { kind: 'number', name: 'a_d', values: Float64Array.of(1, 2) },
  ] };
  const state = oneHotEncoderTransformer.fit(X, null, defaults);
  expect(oneHotEncoderTransformer.transform(state, X).columns.map((c) => c.name)).toEqual(['a_b_c', 'a_d_2', 'a_b_c_2', 'a_b_missing', 'a_d']);
  expect(oneHotEncoderTransformer.origins(state)).toEqual({ a_b_c: 'a', a_d_2: 'a', a_b_c_2: 'a_b', a_b_missing: 'a_b' });
});

it('goes by the names of categories, not by their codes', () => {
  const state = oneHotEncoderTransformer.fit(table(['x', 'y'], 0, 1), null, defaults);
  const [x, y] = oneHotEncoderTransformer.transform(state, table(['new', 'y', 'x'], 2, 1, 0)).columns;
  expect(x).toMatchObject({ values: Float64Array.of(1, 0, 0) });
  expect(y).toMatchObject({ values: Float64Array.of(0, 1, 0) });
});

it('refuses what it did not see, when told so, with the row', () => {
  const state = oneHotEncoderTransformer.fit(table(['x', 'y'], 0, 1), null, { ...defaults, handleUnknown: 'error' });
  expect(() => oneHotEncoderTransformer.transform(state, table(['x', 'z'], 0, 1))).toThrow(/Row 2 has "z" in "a", a category that was not there in training/);
  expect(() => oneHotEncoderTransformer.transform(state, table(['x'], -1))).toThrow(/Row 1 has no value in "a", and no row did in training/);
});

it('leaves missing values without a column when told so', () => {
  const state = oneHotEncoderTransformer.fit(table(['x', 'y'], 0, 1, -1), null, { ...defaults, handleMissing: 'zeros' });
  const out = oneHotEncoderTransformer.transform(state, table(['x', 'y'], -1, 0));
  expect(out.columns).toMatchObject([{ name: 'a_x', values: Float64Array.of(0, 1) }, { name: 'a_y', values: Float64Array.of(0, 0) }]);
});

it('refuses to make more than fits, and says what to do', () => {
  const n = 20_000;
  const categories = Array.from({ length: n }, (_, i) => `c${i}`);
  expect(() => oneHotEncoderTransformer.fit(table(categories, ...categories.keys()), null, defaults)).toThrow(/20,000 columns of 20,000 rows.*"maxCategories"/);
});
