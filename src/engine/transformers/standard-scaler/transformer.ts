import { defineTransformer } from '../../core/transformer.ts';
import { chosenNumbers, mapNumbers, ownOrigins, refuseInfinite } from '../../transformers-shared/columns.ts';
import { lowerNumbers, rowOf } from '../../transformers-shared/lowering.ts';
import { standardMoments } from '../../transformers-shared/statistics.ts';
import { standardScaler } from './meta.ts';

/** `mean` is all 0 and `scale` all 1 where that part is switched off. */
type State = { readonly columns: readonly string[]; readonly mean: Float64Array; readonly scale: Float64Array };

export const standardScalerTransformer = defineTransformer<typeof standardScaler, State>(standardScaler, {
  fit(train, _y, params) {
    const chosen = chosenNumbers(train, params.columns, standardScaler.name);
    refuseInfinite(chosen, standardScaler.name);
    const learnt = chosen.map((c) => standardMoments(c.values));
    return {
      columns: chosen.map((c) => c.name),
      mean: Float64Array.from(learnt, (m) => (params.withMean ? m.mean : 0)),
      scale: Float64Array.from(learnt, (m) => (params.withStd ? m.scale : 1)),
    };
  },
  transform: ({ columns, mean, scale }, X) => mapNumbers(X, columns, standardScaler.name, (values, k) => values.map((v) => (v - mean[k]!) / scale[k]!)),
  lower: ({ columns, mean, scale }, graph, X) =>
    lowerNumbers(graph, X, columns, (value, places) => graph.op('Div', [graph.op('Sub', [value, rowOf(graph, 'mean', mean, places)]), rowOf(graph, 'scale', scale, places)])),
  origins: ({ columns }) => ownOrigins(columns),
});
