import { describe, expect, it } from 'vitest';
import { featuresOf, referenceChecks } from '../../checks/transformer-reference.ts';
import { minimise } from './minimise.ts';
import reference from './reference.json' with { type: 'json' };
import { powerTransformerTransformer } from './transformer.ts';
import { yeoJohnson } from './yeo-johnson.ts';

describe('as scikit-learn', () => {
  // The likelihood is flat at its top: SciPy itself finds the power to about eight digits.
  it.each(referenceChecks(powerTransformerTransformer, reference, 1e-6))('%s', (_, run) => expect(run()).toBeUndefined());

  it('finds the powers SciPy finds', () => {
    const { lambdas } = powerTransformerTransformer.fit(featuresOf(reference.train), null, { columns: [], standardize: false });
    reference.lambdas.forEach((lambda, k) => expect(Math.abs(lambdas[k]! - lambda)).toBeLessThan(1e-6));
  });

  it.each(reference.given.map((g) => [g.lambda, g] as const))('bends by %d to the last digits', (lambda, { x, y }) => {
    x.forEach((v, i) => expect(Math.abs(yeoJohnson(v, lambda) - y[i]!)).toBeLessThanOrEqual(1e-13 * Math.max(1, Math.abs(y[i]!))));
  });
});

it('finds the bottom of a curve inside its bounds', () => {
  expect(minimise((x) => (x - 0.3) ** 4 + x, -4, 5, 1e-10)).toBeCloseTo(0.3 - Math.cbrt(0.25), 6);
  expect(minimise((x) => x, 2, 3, 1e-10)).toBeCloseTo(2, 6);
});
