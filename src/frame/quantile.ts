/** Quantile of ascending values with linear interpolation (numpy's default, Hyndman & Fan type 7); NaN where there are none. */
export function quantile(sorted: ArrayLike<number>, q: number): number {
  const n = sorted.length;
  if (n === 0) return NaN;
  const at = (n - 1) * q;
  const low = Math.floor(at);
  const a = sorted[low]!;
  const b = sorted[Math.min(n - 1, low + 1)]!;
  return a === b ? a : a + (b - a) * (at - low);
}

/** Finite values, ascending; a copy. */
export function sortedFinite(values: ArrayLike<number>): Float64Array {
  const kept = new Float64Array(values.length);
  let n = 0;
  for (let i = 0; i < values.length; i++) {
    const v = values[i]!;
    if (v - v === 0) kept[n++] = v;
  }
  return kept.subarray(0, n).sort();
}
