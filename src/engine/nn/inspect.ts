import type { Histogram } from '../../frame/profile.ts';
import type { LayerReport } from './layer-report.ts';
import { layoutOf, sizeOf } from './spec.ts';
import type { NetState } from './state.ts';

const BINS = 30;

function describe(values: Float32Array): { readonly mean: number; readonly sd: number; readonly min: number; readonly max: number; readonly zeros: number; readonly histogram: Histogram } {
  let [sum, min, max, zeros] = [0, Infinity, -Infinity, 0];
  for (const v of values) {
    sum += v;
    min = Math.min(min, v);
    max = Math.max(max, v);
    if (v === 0) zeros++;
  }
  const mean = sum / values.length;
  let square = 0;
  for (const v of values) square += (v - mean) ** 2;
  // Weights that are all alike still get a bar of some width.
  const [low, high] = min === max ? [min - 0.5, max + 0.5] : [min, max];
  const edges = Float64Array.from({ length: BINS + 1 }, (_, i) => low + ((high - low) * i) / BINS);
  const counts = new Float64Array(BINS);
  for (const v of values) counts[Math.min(BINS - 1, Math.floor(((v - low) / (high - low)) * BINS))]!++;
  return { mean, sd: Math.sqrt(square / values.length), min, max, zeros, histogram: { edges, counts } };
}

/** Layers, shapes and the distribution of every weight array: what the network inspector shows. */
export function inspect(state: NetState): readonly LayerReport[] {
  const layout = layoutOf(state.net);
  const input: LayerReport = { name: 'input', kind: 'input', outputShape: [null, ...state.net.inputShape], parameters: 0, weights: [] };
  return [input, ...state.net.layers.map((layer, i): LayerReport => {
    const own = layout.variables.filter((v) => v.layer === i);
    return {
      name: layer.name,
      kind: layer.kind,
      outputShape: [null, ...layout.shapes[i]!],
      parameters: own.reduce((n, v) => n + sizeOf(v.shape), 0),
      weights: own.map((v) => ({ name: v.name, shape: v.shape, ...describe(state.weights.subarray(v.offset, v.offset + v.size)) })),
    };
  })];
}
