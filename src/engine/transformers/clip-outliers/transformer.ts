import { defineTransformer } from '../../core/transformer.ts';
import { chosenNumbers, mapNumbers, ownOrigins } from '../../transformers-shared/columns.ts';
import { clamp, lowerNumbers, rowOf } from '../../transformers-shared/lowering.ts';
import { quantile, sortedPresent } from '../../transformers-shared/statistics.ts';
import { clipOutliers } from './meta.ts';

type State = { readonly columns: readonly string[]; readonly low: Float64Array; readonly high: Float64Array };

/** Tukey's fences (Exploratory Data Analysis, 1977). A column without any value has none, and passes as it is. */
export const clipOutliersTransformer = defineTransformer<typeof clipOutliers, State>(clipOutliers, {
  fit(train, _y, { columns, fold }) {
    const chosen = chosenNumbers(train, columns, clipOutliers.name);
    const fences = chosen.map((c) => {
      const sorted = sortedPresent(c.values);
      if (sorted.length === 0) return { low: -Infinity, high: Infinity };
      const first = quantile(sorted, 0.25);
      const third = quantile(sorted, 0.75);
      return { low: first - fold * (third - first), high: third + fold * (third - first) };
    });
    return { columns: chosen.map((c) => c.name), low: Float64Array.from(fences, (f) => f.low), high: Float64Array.from(fences, (f) => f.high) };
  },
  transform: ({ columns, low, high }, X) => mapNumbers(X, columns, clipOutliers.name, (values, k) => values.map((v) => Math.min(high[k]!, Math.max(low[k]!, v)))),
  lower: ({ columns, low, high }, graph, X) =>
    lowerNumbers(graph, X, columns, (value, places) => clamp(graph, value, rowOf(graph, 'low', low, places), rowOf(graph, 'high', high, places))),
  origins: ({ columns }) => ownOrigins(columns),
});
