import { StudioError } from '../../core/errors.ts';
import { defineTransformer } from '../../core/transformer.ts';
import { chosenNumbers, mapNumbers, ownOrigins } from '../../transformers-shared/columns.ts';
import { lowerNumbers, rowOf } from '../../transformers-shared/lowering.ts';
import { quantile, sortedPresent, usableScale } from '../../transformers-shared/statistics.ts';
import { robustScaler } from './meta.ts';

type State = { readonly columns: readonly string[]; readonly center: Float64Array; readonly scale: Float64Array };

export const robustScalerTransformer = defineTransformer<typeof robustScaler, State>(robustScaler, {
  fit(train, _y, params) {
    const { quantileMin, quantileMax } = params;
    if (quantileMin > quantileMax) {
      throw new StudioError('param', `RobustScaler needs "quantileMin" (${quantileMin}) to be at most "quantileMax" (${quantileMax}).`, { step: robustScaler.name, param: 'quantileMin' });
    }
    const chosen = chosenNumbers(train, params.columns, robustScaler.name);
    const sorted = chosen.map((c) => sortedPresent(c.values));
    return {
      columns: chosen.map((c) => c.name),
      center: Float64Array.from(sorted, (s) => (params.withCentering ? quantile(s, 0.5) : 0)),
      scale: Float64Array.from(sorted, (s) => (params.withScaling ? usableScale(quantile(s, quantileMax / 100) - quantile(s, quantileMin / 100)) : 1)),
    };
  },
  transform: ({ columns, center, scale }, X) => mapNumbers(X, columns, robustScaler.name, (values, k) => values.map((v) => (v - center[k]!) / scale[k]!)),
  lower: ({ columns, center, scale }, graph, X) =>
    lowerNumbers(graph, X, columns, (value, places) => graph.op('Div', [graph.op('Sub', [value, rowOf(graph, 'center', center, places)]), rowOf(graph, 'scale', scale, places)])),
  origins: ({ columns }) => ownOrigins(columns),
});
