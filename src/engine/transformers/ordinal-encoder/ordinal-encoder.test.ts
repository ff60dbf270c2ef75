import { describe, expect, it } from 'vitest';
import type { Features } from '../../../frame/features.ts';
import { defaultsOf } from '../../core/params.ts';
import { referenceChecks } from '../../checks/transformer-reference.ts';
import { ordinalEncoder } from './meta.ts';
import reference from './reference.json' with { type: 'json' };
import { ordinalEncoderTransformer } from './transformer.ts';

describe('as scikit-learn', () => {
  it.each(referenceChecks(ordinalEncoderTransformer, reference))('%s', (_, run) => expect(run()).toBeUndefined());
});

const defaults = defaultsOf(ordinalEncoder.params);
const X: Features = { rows: 3, columns: [{ kind: 'category', name: 'a', codes: Int32Array.of(0, 1, 1), categories: ['x', 'y'] }] };

it('refuses numbers that stand for a category already', () => {
  expect(() => ordinalEncoderTransformer.fit(X, null, { ...defaults, unknownValue: 1 })).toThrow(/"unknownValue" is 1, which already stands for a category of "a".*at least 2/);
  expect(() => ordinalEncoderTransformer.fit(X, null, { ...defaults, encodedMissingValue: 0 })).toThrow(/"encodedMissingValue" is 0/);
});

it('refuses a category it did not see, when told so', () => {
  const state = ordinalEncoderTransformer.fit(X, null, { ...defaults, handleUnknown: 'error' });
  const fresh: Features = { rows: 1, columns: [{ kind: 'category', name: 'a', codes: Int32Array.of(0), categories: ['z'] }] };
  expect(() => ordinalEncoderTransformer.transform(state, fresh)).toThrow(/Row 1 has "z"/);
});
