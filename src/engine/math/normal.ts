import { erfc } from './erf.ts';

const SQRT_2PI = Math.sqrt(2 * Math.PI);

/** P(Z ≤ z) of the standard normal distribution; full relative accuracy in both tails. */
export const normalCdf = (z: number): number => 0.5 * erfc(-z / Math.SQRT2);

/** Density of the standard normal distribution. */
export const normalDensity = (z: number): number => Math.exp(-0.5 * z * z) / SQRT_2PI;

const ratio = (r: number, a: readonly number[], b: readonly number[]): number => {
  let top = 0;
  let bottom = 0;
  for (let i = a.length - 1; i >= 0; i--) {
    top = top * r + a[i]!;
    bottom = bottom * r + b[i]!;
  }
  return top / bottom;
};

const CENTRE_TOP = [3.387132872796366608, 133.14166789178437745, 1971.5909503065514427, 13731.693765509461125, 45921.953931549871457, 67265.770927008700853, 33430.575583588128105, 2509.0809287301226727];
const CENTRE_BOTTOM = [1, 42.313330701600911252, 687.1870074920579083, 5394.1960214247511077, 21213.794301586595867, 39307.89580009271061, 28729.085735721942674, 5226.495278852854561];
const MIDDLE_TOP = [1.42343711074968357734, 4.6303378461565452959, 5.7694972214606914055, 3.64784832476320460504, 1.27045825245236838258, 0.24178072517745061177, 0.0227238449892691845833, 7.7454501427834140764e-4];
const MIDDLE_BOTTOM = [1, 2.05319162663775882187, 1.6763848301838038494, 0.68976733498510000455, 0.14810397642748007459, 0.0151986665636164571966, 5.475938084995344946e-4, 1.05075007164441684324e-9];
const TAIL_TOP = [6.6579046435011037772, 5.4637849111641143699, 1.7848265399172913358, 0.29656057182850489123, 0.026532189526576123093, 0.0012426609473880784386, 2.71155556874348757815e-5, 2.01033439929228813265e-7];
const TAIL_BOTTOM = [1, 0.59983220655588793769, 0.13692988092273580531, 0.0148753612908506148525, 7.868691311456132591e-4, 1.8463183175100546818e-5, 1.4215117583164458887e-7, 2.04426310338993978564e-15];

/**
 * The z with P(Z ≤ z) = p, 0 ≤ p ≤ 1 (−∞ and ∞ at the ends); NaN outside.
 * Wichura's AS 241 (1988, PPND16), then one Halley step on the tail that is small, which leaves rounding only.
 */
export function normalQuantile(p: number): number {
  if (!(p >= 0 && p <= 1)) return Number.NaN;
  if (p === 0) return -Infinity;
  if (p === 1) return Infinity;
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) {
    const z = q * ratio(0.180625 - q * q, CENTRE_TOP, CENTRE_BOTTOM);
    return z - (normalCdf(z) - p) / normalDensity(z);
  }
  const tail = q < 0 ? p : 1 - p;
  const r = Math.sqrt(-Math.log(tail));
  const z = r <= 5 ? ratio(r - 1.6, MIDDLE_TOP, MIDDLE_BOTTOM) : ratio(r - 5, TAIL_TOP, TAIL_BOTTOM);
  const density = normalDensity(z);
  // Below the smallest normal double the density has no digits left to correct with.
  const error = density > 1e-300 ? (normalCdf(-z) - tail) / density : 0;
  const better = z + error / (1 - 0.5 * z * error);
  return q < 0 ? -better : better;
}
