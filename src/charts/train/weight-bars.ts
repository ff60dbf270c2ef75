import type { LayerReport } from '../../jobs/protocol.ts';

/**
 * Bars of a distribution for a chart whose places are labelled by numbers: the middle of each bin, rounded to as many digits as keep
 * neighbours apart.
 */
export function weightBars({ edges, counts }: LayerReport['weights'][number]['histogram']): readonly { readonly index: number; readonly value: number }[] {
  const step = (edges.at(-1)! - edges[0]!) / counts.length;
  const decimals = Math.min(100, Math.max(0, 1 - Math.floor(Math.log10(step))));
  return Array.from(counts, (value, i) => ({ index: Number(((edges[i]! + edges[i + 1]!) / 2).toFixed(decimals)), value }));
}
