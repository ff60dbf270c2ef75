export function median(values: Float64Array): number {
  const sorted = values.slice().sort();
  const n = sorted.length;
  return n === 0 ? Number.NaN : (sorted[(n - 1) >> 1]! + sorted[n >> 1]!) / 2;
}

/** The value half of the weight lies below; the mean of two where the half falls between them (`_weighted_percentile(average=True)`). */
export function weightedMedian(values: Float64Array, weight: Float64Array): number {
  const order = Uint32Array.from({ length: values.length }, (_, i) => i).filter((i) => weight[i]! > 0).sort((i, j) => values[i]! - values[j]!);
  if (order.length === 0) return Number.NaN;
  const total = order.reduce((sum, i) => sum + weight[i]!, 0);
  let below = 0;
  for (let at = 0; at < order.length; at++) {
    below += weight[order[at]!]!;
    if (below < total / 2) continue;
    const next = order[Math.min(at + 1, order.length - 1)]!;
    return below - total / 2 > Number.EPSILON ? values[order[at]!]! : (values[order[at]!]! + values[next]!) / 2;
  }
  return values[order.at(-1)!]!;
}
