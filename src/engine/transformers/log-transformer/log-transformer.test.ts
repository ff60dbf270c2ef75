import { describe, expect, it } from 'vitest';
import type { Features } from '../../../frame/features.ts';
import { referenceChecks } from '../../checks/transformer-reference.ts';
import reference from './reference.json' with { type: 'json' };
import { logTransformerTransformer } from './transformer.ts';

describe('as NumPy', () => {
  it.each(referenceChecks(logTransformerTransformer, reference))('%s', (_, run) => expect(run()).toBeUndefined());
});

const table = (...values: number[]): Features => ({ rows: values.length, columns: [{ kind: 'number', name: 'price', values: Float64Array.from(values) }] });

it('refuses negative values with the row, in training and later', () => {
  const params = { columns: [], signed: false };
  expect(() => logTransformerTransformer.fit(table(1, -2), null, params)).toThrow(/"price" is not defined for negative values, and row 2 has -2\. Switch "signed" on/);
  const state = logTransformerTransformer.fit(table(1, 2), null, params);
  expect(() => logTransformerTransformer.transform(state, table(3, -1))).toThrow(/row 2 has -1/);
});

it('keeps the sign when told so', () => {
  const state = logTransformerTransformer.fit(table(1, -2), null, { columns: [], signed: true });
  const [column] = logTransformerTransformer.transform(state, table(Math.E - 1, 1 - Math.E, 0)).columns;
  expect(column).toMatchObject({ values: Float64Array.of(1, -1, 0) });
});
