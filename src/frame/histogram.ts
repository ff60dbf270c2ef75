import type { Histogram } from './profile.ts';
import { quantile, sortedFinite } from './quantile.ts';

const FEWEST = 10;
const MOST = 40;

/** Counts of the finite values between edges by Freedman and Diaconis' rule, 10 to 40 bins; whole numbers of a short range get a bin each. */
export function histogramOf(values: ArrayLike<number>): Histogram {
  const sorted = sortedFinite(values);
  return countInto(sorted, histogramEdges(sorted));
}

/** Edges for ascending finite values. All equal: one bin around the value; none: no edges. */
export function histogramEdges(sorted: Float64Array): Float64Array {
  const n = sorted.length;
  if (n === 0) return new Float64Array(0);
  const min = sorted[0]!;
  const max = sorted[n - 1]!;
  if (min === max) return Float64Array.of(min - 0.5, max + 0.5);
  const range = max - min;
  if (range < MOST && sorted.every((v) => Number.isInteger(v))) return Float64Array.from({ length: range + 2 }, (_, k) => min - 0.5 + k);
  const width = (2 * (quantile(sorted, 0.75) - quantile(sorted, 0.25))) / Math.cbrt(n);
  const bins = width > 0 ? Math.max(FEWEST, Math.min(MOST, Math.ceil(range / width))) : FEWEST;
  return Float64Array.from({ length: bins + 1 }, (_, k) => (k === bins ? max : min + (range / bins) * k));
}

/** Counts of the finite values in so many bins of one width, from the smallest to the largest. */
export function evenHistogram(values: ArrayLike<number>, bins: number): Histogram {
  let min = Infinity;
  let max = -Infinity;
  for (let i = 0; i < values.length; i++) {
    const v = values[i]!;
    if (v - v !== 0) continue;
    if (v < min) min = v;
    if (v > max) max = v;
  }
  if (!(max > min)) return histogramOf(values);
  return countInto(values, Float64Array.from({ length: bins + 1 }, (_, k) => (k === bins ? max : min + ((max - min) / bins) * k)));
}

/** How many finite values fall between the edges (evenly spaced, the last bin closed). */
export function countInto(values: ArrayLike<number>, edges: Float64Array): Histogram {
  const bins = Math.max(0, edges.length - 1);
  const counts = new Float64Array(bins);
  if (bins === 0) return { edges, counts };
  const first = edges[0]!;
  const scale = bins / (edges[bins]! - first);
  for (let i = 0; i < values.length; i++) {
    const v = values[i]!;
    if (v - v !== 0) continue;
    let bin = Math.max(0, Math.min(bins - 1, Math.floor((v - first) * scale)));
    // Rounding may be off by one beside an edge.
    if (v < edges[bin]! && bin > 0) bin--;
    else if (v >= edges[bin + 1]! && bin < bins - 1) bin++;
    counts[bin]!++;
  }
  return { edges, counts };
}
