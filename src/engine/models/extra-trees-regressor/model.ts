import { defineAlgorithm } from '../../core/algorithm.ts';
import { checkFitInput, checkPredictInput } from '../../core/validate.ts';
import { fitForest, forestBagging, type ForestState, forestTrees, forestValues } from '../../trees/forest/forest.ts';
import { lowerEnsemble } from '../../trees/lower.ts';
import { extraTreesRegressor } from './meta.ts';

/** Trees whose thresholds are drawn by lot, the best of them taken (Geurts, Ernst & Wehenkel 2006); their mean. */
export const extraTreesRegressorModel = defineAlgorithm<typeof extraTreesRegressor, ForestState>(extraTreesRegressor, {
  fit(train, params, ctx) {
    const { X, y, weight } = checkFitInput(train, extraTreesRegressor);
    return fitForest({ X, y, weight, classes: 1, algorithm: extraTreesRegressor.type }, [], params, 'random', ctx);
  },
  async predict(state, X, ctx) {
    checkPredictInput(state.columns, X, extraTreesRegressor);
    return forestValues(state, X, ctx);
  },
  trees: forestTrees,
  bagging: forestBagging,
  lower: (state, graph, x) => ({ kind: 'value', value: lowerEnsemble(state.ensemble, graph, x) }),
});
