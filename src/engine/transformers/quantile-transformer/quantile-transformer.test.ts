import { describe, expect, it } from 'vitest';
import { referenceChecks } from '../../checks/transformer-reference.ts';
import { rankCurve, rankOf } from './rank-curve.ts';
import reference from './reference.json' with { type: 'json' };
import { quantileTransformerTransformer } from './transformer.ts';

describe('as scikit-learn', () => {
  it.each(referenceChecks(quantileTransformerTransformer, reference, 1e-9))('%s', (_, run) => expect(run()).toBeUndefined());
});

it('gives equal values the middle of their ranks', () => {
  const curve = rankCurve(Float64Array.of(1, 2, 2, 2, 5), 5);
  expect([...curve.at]).toEqual([1, 2, 5]);
  expect(rankOf(curve, 2, 0)).toBe(0.5);
  expect([rankOf(curve, 0, 0), rankOf(curve, 5, 0), rankOf(curve, 9, 0)]).toEqual([0, 1, 1]);
  expect(rankOf(curve, Number.NaN, 0)).toBeNaN();
});
