import { describe, expect, it } from 'vitest';
import type { Features } from '../../../frame/features.ts';
import { referenceChecks } from '../../checks/transformer-reference.ts';
import reference from './reference.json' with { type: 'json' };
import { robustScalerTransformer } from './transformer.ts';

describe('as the reference', () => {
  it.each(referenceChecks(robustScalerTransformer, reference))('%s', (_, run) => expect(run()).toBeUndefined());
});

it('refuses percentiles in the wrong order', () => {
  const X: Features = { rows: 1, columns: [{ kind: 'number', name: 'a', values: Float64Array.of(1) }] };
  expect(() => robustScalerTransformer.fit(X, null, { columns: [], withCentering: true, withScaling: true, quantileMin: 80, quantileMax: 20 })).toThrow(/at most "quantileMax"/);
});
