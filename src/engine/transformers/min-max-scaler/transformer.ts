import { StudioError } from '../../core/errors.ts';
import { defineTransformer } from '../../core/transformer.ts';
import { chosenNumbers, mapNumbers, ownOrigins, refuseInfinite } from '../../transformers-shared/columns.ts';
import { clamp, lowerNumbers, rowOf } from '../../transformers-shared/lowering.ts';
import { sortedPresent, usableScale } from '../../transformers-shared/statistics.ts';
import { minMaxScaler } from './meta.ts';

/** x · scale + offset, then cut to `range` where it is not null. */
type State = { readonly columns: readonly string[]; readonly scale: Float64Array; readonly offset: Float64Array; readonly range: readonly [number, number] | null };

export const minMaxScalerTransformer = defineTransformer<typeof minMaxScaler, State>(minMaxScaler, {
  fit(train, _y, { columns, featureMin, featureMax, clip }) {
    if (featureMin >= featureMax) {
      throw new StudioError('param', `MinMaxScaler needs a range that rises: "featureMin" (${featureMin}) must be smaller than "featureMax" (${featureMax}).`, { step: minMaxScaler.name, param: 'featureMin' });
    }
    const chosen = chosenNumbers(train, columns, minMaxScaler.name);
    refuseInfinite(chosen, minMaxScaler.name);
    const ends = chosen.map((c) => {
      const sorted = sortedPresent(c.values);
      return { low: sorted[0] ?? Number.NaN, high: sorted.at(-1) ?? Number.NaN };
    });
    const scale = Float64Array.from(ends, ({ low, high }) => (featureMax - featureMin) / usableScale(high - low));
    return {
      columns: chosen.map((c) => c.name),
      scale,
      offset: Float64Array.from(ends, ({ low }, k) => featureMin - low * scale[k]!),
      range: clip ? [featureMin, featureMax] : null,
    };
  },
  transform: ({ columns, scale, offset, range }, X) =>
    mapNumbers(X, columns, minMaxScaler.name, (values, k) => {
      const scaled = values.map((v) => v * scale[k]! + offset[k]!);
      return range === null ? scaled : scaled.map((v) => Math.min(range[1], Math.max(range[0], v)));
    }),
  lower: ({ columns, scale, offset, range }, graph, X) =>
    lowerNumbers(graph, X, columns, (value, places) => {
      const scaled = graph.op('Add', [graph.op('Mul', [value, rowOf(graph, 'scale', scale, places)]), rowOf(graph, 'offset', offset, places)]);
      return range === null ? scaled : clamp(graph, scaled, graph.doubles('low', [range[0]]), graph.doubles('high', [range[1]]));
    }),
  origins: ({ columns }) => ownOrigins(columns),
});
