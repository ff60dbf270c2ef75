import { isConstant, moments, present } from '../../transformers-shared/statistics.ts';
import { minimise } from './minimise.ts';

/** ((1 + x)^p − 1) / p for x ≥ 0, which is log(1 + x) where p is 0: the form of the two that keeps more digits. */
function bend(x: number, p: number): number {
  const exponent = p * Math.log1p(x);
  if (Math.abs(p) < Number.EPSILON) return Math.log1p(x);
  return Math.abs(exponent) < 1 ? Math.expm1(exponent) / p : ((1 + x) ** p - 1) / p;
}

/** Yeo and Johnson's power of one value (Biometrika 87, 2000). NaN stays. */
export const yeoJohnson = (x: number, lambda: number): number => (x < 0 ? -bend(-x, 2 - lambda) : bend(x, lambda));

const LOG_EPSILON = Math.log(Number.EPSILON);
const LOG_TINY = (Math.log(2.2250738585072014e-308) - LOG_EPSILON) / 2;
const LOG_MAX = (Math.log(Number.MAX_VALUE) + LOG_EPSILON) / 2;

/** The powers that can be tried without overflow (`scipy.stats.yeojohnson_normmax`). */
function bounds(x: Float64Array): readonly [number, number] {
  const reach = Math.log1p(20 * x.reduce((most, v) => Math.max(most, Math.abs(v)), 0));
  const low = LOG_TINY / reach;
  const high = LOG_MAX / reach;
  if (x.every((v) => v < 0)) return [2 - high, 2 - low];
  if (x.some((v) => v < 0)) return [Math.max(2 - high, low), Math.min(2 - low, high)];
  return [low, high];
}

/**
 * The power under which the values are likeliest to be normal; 1 (no change) for a column of one value or none.
 * The likelihood is flat at its top, so that the last digits (from about the eighth on) depend on rounding.
 */
export function likeliestPower(values: Float64Array): number {
  const x = present(values);
  if (x.length === 0 || isConstant(moments(x))) return 1;
  let logs = 0;
  for (const v of x) logs += Math.sign(v) * Math.log1p(Math.abs(v));
  const unlikelihood = (lambda: number): number => {
    const { variance } = moments(x.map((v) => yeoJohnson(v, lambda)));
    const value = 0.5 * x.length * Math.log(variance) - (lambda - 1) * logs;
    // A variance of 0 comes from values that have run together, not from a good fit.
    return Number.isFinite(value) ? value : Infinity;
  };
  const [low, high] = bounds(x);
  return minimise(unlikelihood, low, high, 1.48e-8);
}
