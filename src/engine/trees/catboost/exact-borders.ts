import type { Penalty } from './greedy-borders.ts';

const TIE = 1e-12;

/**
 * Cuts the sorted distinct values into `parts` bins with the least sum of penalties over their row counts: the exact
 * optimum, by dynamic programming with divide and conquer (the best cut moves right as the end does). Returns the
 * number of values in front of each cut. O(parts × n log n) time.
 */
export function exactCuts(counts: ArrayLike<number>, parts: number, penalty: Penalty): number[] {
  const n = counts.length;
  if (parts >= n) return Array.from({ length: n - 1 }, (_, i) => i + 1);
  const sums = new Float64Array(n + 1);
  for (let i = 0; i < n; i++) sums[i + 1] = sums[i]! + counts[i]!;
  let cost = Float64Array.from(sums, (s, end) => (end === 0 ? Infinity : penalty(s)));
  const cutsOf: Int32Array[] = [];
  for (let part = 2; part <= parts; part++) {
    const next = new Float64Array(n + 1).fill(Infinity);
    const cuts = new Int32Array(n + 1);
    const solve = (low: number, high: number, first: number, last: number): void => {
      if (low > high) return;
      const end = (low + high) >> 1;
      let [best, at] = [Infinity, first];
      for (let cut = Math.max(first, part - 1); cut <= Math.min(last, end - 1); cut++) {
        const value = cost[cut]! + penalty(sums[end]! - sums[cut]!);
        // Of equally good cuts CatBoost takes the last, but for the last cut the first.
        if (part === parts ? value < best : value <= best + TIE) [best, at] = [value, cut];
      }
      next[end] = best;
      cuts[end] = at;
      solve(low, end - 1, first, at);
      solve(end + 1, high, at, last);
    };
    solve(part, n, part - 1, n - 1);
    cutsOf.push(cuts);
    cost = next;
  }
  const found: number[] = [];
  for (let level = cutsOf.length - 1, end = n; level >= 0; level--) found.push(end = cutsOf[level]![end]!);
  return found.toReversed();
}
