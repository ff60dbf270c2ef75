/** The `share` quantile (0 … 1) of `values`, straight lines between neighbours: NumPy's default. NaN for none. */
export function percentile(values: ArrayLike<number>, share: number): number {
  const sorted = Float64Array.from(values).sort();
  if (sorted.length === 0) return Number.NaN;
  const at = share * (sorted.length - 1);
  const below = Math.floor(at);
  const low = sorted[below]!;
  const high = sorted[Math.min(below + 1, sorted.length - 1)]!;
  const t = at - below;
  // From the nearer end, as NumPy, so that both ends are hit exactly.
  return t < 0.5 ? low + (high - low) * t : high - (high - low) * (1 - t);
}

/** The smallest value with at least `share` of the weight at or below it (scikit-learn's `_weighted_percentile`). Rows of weight zero do not count. */
export function weightedPercentile(values: ArrayLike<number>, weight: ArrayLike<number>, share: number): number {
  const order = Array.from({ length: values.length }, (_, i) => i).filter((i) => weight[i]! > 0).sort((a, b) => values[a]! - values[b]!);
  let total = 0;
  for (const i of order) total += weight[i]!;
  let sum = 0;
  for (const i of order) {
    sum += weight[i]!;
    if (sum >= share * total) return values[i]!;
  }
  const last = order.at(-1);
  return last === undefined ? Number.NaN : values[last]!;
}
