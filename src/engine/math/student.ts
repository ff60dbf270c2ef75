import { incompleteBeta, logGamma } from './gamma.ts';
import { normalQuantile } from './normal.ts';

/** P(T > t) for t ≥ 0, accurate while it is small. */
const upperTail = (t: number, df: number): number => {
  const square = t * t;
  return square < df ? 0.5 * (1 - incompleteBeta(square / (df + square), 0.5, df / 2)) : 0.5 * incompleteBeta(df / (df + square), df / 2, 0.5);
};

/** P(T ≤ t) of Student's distribution with `df` > 0 degrees of freedom (need not be whole). */
export function studentCdf(t: number, df: number): number {
  const tail = upperTail(Math.abs(t), df);
  return t > 0 ? 1 - tail : tail;
}

/** The t with P(T ≤ t) = p; NaN outside 0 … 1. Newton's steps from the normal quantile, kept inside a bracket. */
export function studentQuantile(p: number, df: number): number {
  if (!(p >= 0 && p <= 1) || !(df > 0)) return Number.NaN;
  if (p === 0 || p === 1) return p === 0 ? -Infinity : Infinity;
  if (p === 0.5) return 0;
  const tail = Math.min(p, 1 - p);
  const logScale = logGamma((df + 1) / 2) - logGamma(df / 2) - 0.5 * Math.log(df * Math.PI);
  let low = 0;
  let high = Math.max(1, -normalQuantile(tail));
  while (upperTail(high, df) > tail) {
    low = high;
    high *= 2;
  }
  let t = Math.max(low, Math.min(high, -normalQuantile(tail)));
  for (let i = 0; i < 200; i++) {
    const error = upperTail(t, df) - tail;
    if (error > 0) low = t;
    else high = t;
    const density = Math.exp(logScale - ((df + 1) / 2) * Math.log1p((t * t) / df));
    const wish = t + error / density;
    const next = wish > low && wish < high ? wish : (low + high) / 2;
    if (Math.abs(next - t) <= 1e-15 * Math.abs(next)) {
      t = next;
      break;
    }
    t = next;
  }
  return p < 0.5 ? -t : t;
}
