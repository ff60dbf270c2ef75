import { sigmoid } from '../../math/softmax.ts';
import type { Link } from '../ensemble.ts';
import { applyLink } from '../predict.ts';
import { gaussLegendre } from './quadrature.ts';

/** Points between two rows at which the softmax's slopes are taken. */
const POINTS = 24;

/** (f(b) − f(a)) / (b − a), or the slope where the two are the same. */
const meanSlope = (f: (x: number) => number, slope: (x: number) => number, a: number, b: number): number =>
  (Math.abs(b - a) < 1e-7 ? slope((a + b) / 2) : (f(b) - f(a)) / (b - a));

/**
 * How much each linked output changes with each output before the link, on average along the straight line from `a` to `b`:
 * outputs × outputs, linked output first. Times (b − a) it is what the linked outputs change by.
 */
export function meanSlopes(link: Link, a: Float64Array, b: Float64Array): Float64Array {
  const K = a.length;
  const slopes = new Float64Array(K * K);
  if (link === 'softmax') {
    const { t, w } = gaussLegendre(POINTS);
    t.forEach((share, q) => {
      const p = applyLink('softmax', a.map((v, k) => v + share * (b[k]! - v)), K);
      for (let k = 0; k < K; k++) for (let o = 0; o < K; o++) slopes[k * K + o]! += w[q]! * p[k]! * ((k === o ? 1 : 0) - p[o]!);
    });
    return slopes;
  }
  for (let k = 0; k < K; k++) {
    const at = k * K + k;
    if (link === 'identity') slopes[at] = 1;
    else if (link === 'exp') slopes[at] = meanSlope(Math.exp, Math.exp, a[k]!, b[k]!);
    else slopes[at] = meanSlope(sigmoid, (x) => sigmoid(x) * (1 - sigmoid(x)), a[k]!, b[k]!);
  }
  return slopes;
}
