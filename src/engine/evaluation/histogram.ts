export interface Bins {
  /** bins + 1 edges. */
  readonly edges: Float64Array;
  readonly counts: Float64Array;
}

const MOST = 80;
const FEWEST = 10;

/** Equal bins, as many as Freedman and Diaconis (1981) advise, between 10 and 80. Values that are not finite are not counted. */
export function histogram(values: Float64Array): Bins {
  const sorted = values.filter(Number.isFinite).sort();
  const n = sorted.length;
  if (n === 0) return { edges: Float64Array.of(0, 1), counts: Float64Array.of(0) };
  const low = sorted[0]!;
  const high = sorted[n - 1]!;
  if (low === high) return { edges: Float64Array.of(low - 0.5, high + 0.5), counts: Float64Array.of(n) };
  const width = (2 * (sorted[Math.floor(0.75 * (n - 1))]! - sorted[Math.floor(0.25 * (n - 1))]!)) / Math.cbrt(n);
  const bins = width > 0 ? Math.min(MOST, Math.max(FEWEST, Math.ceil((high - low) / width))) : FEWEST;
  const edges = Float64Array.from({ length: bins + 1 }, (_, i) => (i === bins ? high : low + ((high - low) * i) / bins));
  const counts = new Float64Array(bins);
  for (const v of sorted) counts[Math.min(bins - 1, Math.floor(((v - low) / (high - low)) * bins))]!++;
  return { edges, counts };
}
