import { defineAlgorithm } from '../../core/algorithm.ts';
import { checkFitInput, checkPredictInput } from '../../core/validate.ts';
import { lowerAverage, lowerNearest } from '../../neighbours/lower.ts';
import { type Neighbourhood, nearest, neighbourhood } from '../../neighbours/search.ts';
import { kNeighborsRegressor } from './meta.ts';

type State = { readonly near: Neighbourhood; readonly y: Float64Array };

/** The (weighted) mean target of the k nearest training rows; of equal distances the earlier training row counts. */
export const kNeighborsRegressorModel = defineAlgorithm<typeof kNeighborsRegressor, State>(kNeighborsRegressor, {
  fit(train, params) {
    const { X, y } = checkFitInput(train, kNeighborsRegressor);
    return { near: neighbourhood(X, params, kNeighborsRegressor.type), y: y.slice() };
  },
  async predict({ near, y }, X, ctx) {
    checkPredictInput(near.columns, X, kNeighborsRegressor);
    const { index, weight } = await nearest(near, X, ctx);
    return Float64Array.from({ length: X.rows }, (_, i) => {
      let sum = 0;
      let total = 0;
      for (let t = i * near.k; t < (i + 1) * near.k; t++) {
        sum += weight[t]! * y[index[t]!]!;
        total += weight[t]!;
      }
      return sum / total;
    });
  },
  lower({ near, y }, graph, x) {
    const found = lowerNearest(near, graph, x, kNeighborsRegressor.type);
    return { kind: 'value', value: lowerAverage(graph, found, y, 1) };
  },
});
