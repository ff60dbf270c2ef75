import { defineTransformer } from '../../core/transformer.ts';
import { chosenNumbers, mapNumbers, ownOrigins, refuseInfinite } from '../../transformers-shared/columns.ts';
import { clamp, lowerNumbers, rowOf } from '../../transformers-shared/lowering.ts';
import { sortedPresent, usableScale } from '../../transformers-shared/statistics.ts';
import { maxAbsScaler } from './meta.ts';

type State = { readonly columns: readonly string[]; readonly scale: Float64Array; readonly clip: boolean };

export const maxAbsScalerTransformer = defineTransformer<typeof maxAbsScaler, State>(maxAbsScaler, {
  fit(train, _y, { columns, clip }) {
    const chosen = chosenNumbers(train, columns, maxAbsScaler.name);
    refuseInfinite(chosen, maxAbsScaler.name);
    const scale = Float64Array.from(chosen, (c) => {
      const sorted = sortedPresent(c.values);
      return sorted.length === 0 ? Number.NaN : usableScale(Math.max(Math.abs(sorted[0]!), Math.abs(sorted.at(-1)!)));
    });
    return { columns: chosen.map((c) => c.name), scale, clip };
  },
  transform: ({ columns, scale, clip }, X) =>
    mapNumbers(X, columns, maxAbsScaler.name, (values, k) => values.map((v) => (clip ? Math.min(1, Math.max(-1, v / scale[k]!)) : v / scale[k]!))),
  lower: ({ columns, scale, clip }, graph, X) =>
    lowerNumbers(graph, X, columns, (value, places) => {
      const scaled = graph.op('Div', [value, rowOf(graph, 'scale', scale, places)]);
      return clip ? clamp(graph, scaled, graph.doubles('low', [-1]), graph.doubles('high', [1])) : scaled;
    }),
  origins: ({ columns }) => ownOrigins(columns),
});
