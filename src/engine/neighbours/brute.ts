import { type Power, reducedDistance } from './metric.ts';
import type { NearestLists } from './nearest-list.ts';

/** Offers query `q` the training rows `from … to`; four squared distances at a time, which keeps the processor busy. */
export function offerBlock(X: Float64Array, from: number, to: number, p: number, power: Power, Q: Float64Array, q: number, lists: NearestLists): void {
  let r = from;
  if (power === 2) {
    const a = q * p;
    for (; r + 4 <= to; r += 4) {
      let s0 = 0;
      let s1 = 0;
      let s2 = 0;
      let s3 = 0;
      let b = r * p;
      for (let j = 0; j < p; j++, b++) {
        const v = Q[a + j]!;
        const d0 = v - X[b]!;
        const d1 = v - X[b + p]!;
        const d2 = v - X[b + 2 * p]!;
        const d3 = v - X[b + 3 * p]!;
        s0 += d0 * d0;
        s1 += d1 * d1;
        s2 += d2 * d2;
        s3 += d3 * d3;
      }
      const limit = lists.limit(q);
      if (s0 > limit && s1 > limit && s2 > limit && s3 > limit) continue;
      lists.offer(q, s0, r);
      lists.offer(q, s1, r + 1);
      lists.offer(q, s2, r + 2);
      lists.offer(q, s3, r + 3);
    }
  }
  for (; r < to; r++) lists.offer(q, reducedDistance(Q, q, X, r, p, power), r);
}
