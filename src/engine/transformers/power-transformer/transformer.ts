import { defineTransformer } from '../../core/transformer.ts';
import { chosenNumbers, mapNumbers, ownOrigins, refuseInfinite } from '../../transformers-shared/columns.ts';
import { lowerNumbers, rowOf } from '../../transformers-shared/lowering.ts';
import { standardMoments } from '../../transformers-shared/statistics.ts';
import { lowerYeoJohnson } from './lower.ts';
import { powerTransformer } from './meta.ts';
import { likeliestPower, yeoJohnson } from './yeo-johnson.ts';

/** (power(x) − mean) / scale. */
type State = { readonly columns: readonly string[]; readonly lambdas: Float64Array; readonly mean: Float64Array; readonly scale: Float64Array };

export const powerTransformerTransformer = defineTransformer<typeof powerTransformer, State>(powerTransformer, {
  fit(train, _y, { columns, standardize }) {
    const chosen = chosenNumbers(train, columns, powerTransformer.name);
    refuseInfinite(chosen, powerTransformer.name);
    const lambdas = Float64Array.from(chosen, (c) => likeliestPower(c.values));
    const after = chosen.map((c, k) => (standardize ? standardMoments(c.values.map((v) => yeoJohnson(v, lambdas[k]!))) : { mean: 0, scale: 1 }));
    return { columns: chosen.map((c) => c.name), lambdas, mean: Float64Array.from(after, (m) => m.mean), scale: Float64Array.from(after, (m) => m.scale) };
  },
  transform: ({ columns, lambdas, mean, scale }, X) =>
    mapNumbers(X, columns, powerTransformer.name, (values, k) => values.map((v) => (yeoJohnson(v, lambdas[k]!) - mean[k]!) / scale[k]!)),
  lower: ({ columns, lambdas, mean, scale }, graph, X) =>
    lowerNumbers(graph, X, columns, (value, places) => {
      const bent = lowerYeoJohnson(graph, value, places.map((k) => lambdas[k]!));
      return graph.op('Div', [graph.op('Sub', [bent, rowOf(graph, 'mean', mean, places)]), rowOf(graph, 'scale', scale, places)]);
    }),
  origins: ({ columns }) => ownOrigins(columns),
});
