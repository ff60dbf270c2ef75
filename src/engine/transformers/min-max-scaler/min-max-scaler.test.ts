import { describe, expect, it } from 'vitest';
import type { Features } from '../../../frame/features.ts';
import { referenceChecks } from '../../checks/transformer-reference.ts';
import reference from './reference.json' with { type: 'json' };
import { minMaxScalerTransformer } from './transformer.ts';

describe('as the reference', () => {
  it.each(referenceChecks(minMaxScalerTransformer, reference))('%s', (_, run) => expect(run()).toBeUndefined());
});

it('refuses a range that does not rise', () => {
  const X: Features = { rows: 1, columns: [{ kind: 'number', name: 'a', values: Float64Array.of(1) }] };
  expect(() => minMaxScalerTransformer.fit(X, null, { columns: [], featureMin: 1, featureMax: 1, clip: false })).toThrow(/must be smaller than/);
});
