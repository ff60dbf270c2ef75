import { mulberry32 } from '../../core/random.ts';
import { treeSeed } from './seed.ts';

/** How the rows of a tree are drawn. */
export type Drawing = {
  readonly draws: number;
  /** Running sums of row weights, where some rows are to be drawn more often; `null` draws evenly. */
  readonly cumulative: Float64Array | null;
};

/** All that is needed to draw the rows of every tree of a forest again. */
export type Bags = Drawing & { readonly rows: number; readonly seed: number };

/** How often tree `t` draws each row. */
export const drawnBy = (bags: Bags, t: number): Float64Array => drawBag(bags.rows, bags, mulberry32(treeSeed(bags.seed, t)));

/** How often each of `n` rows is drawn, with replacement. */
export function drawBag(n: number, { draws, cumulative }: Drawing, random: () => number): Float64Array {
  const times = new Float64Array(n);
  if (cumulative === null) {
    for (let d = 0; d < draws; d++) times[Math.floor(random() * n)]!++;
    return times;
  }
  const total = cumulative[n - 1]!;
  for (let d = 0; d < draws; d++) times[placeOf(cumulative, random() * total)]!++;
  return times;
}

/** First row whose running sum is above `target`: rows of weight zero are never drawn. */
function placeOf(cumulative: Float64Array, target: number): number {
  let low = 0;
  let high = cumulative.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (cumulative[middle]! > target) high = middle;
    else low = middle + 1;
  }
  return low;
}

/**
 * scikit-learn's rules for `max_samples`: nothing draws as many rows as there are; up to 1 is a share of the rows (of their
 * weight, where they have any); above 1 a number.
 */
export function drawingOf(n: number, maxSamples: number | null, weight: Float64Array | null): Drawing {
  let cumulative: Float64Array | null = null;
  let total = n;
  if (weight) {
    total = 0;
    cumulative = weight.map((w) => (total += w));
  }
  const draws = maxSamples === null ? n : maxSamples > 1 ? Math.floor(maxSamples) : Math.max(1, Math.floor(maxSamples * total));
  return { draws, cumulative };
}
