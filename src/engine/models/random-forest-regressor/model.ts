import { defineAlgorithm } from '../../core/algorithm.ts';
import { checkFitInput, checkPredictInput } from '../../core/validate.ts';
import { fitForest, forestBagging, type ForestState, forestTrees, forestValues } from '../../trees/forest/forest.ts';
import { lowerEnsemble } from '../../trees/lower.ts';
import { randomForestRegressor } from './meta.ts';

/** Trees on rows drawn with replacement, the best split of columns drawn by lot (Breiman 2001); their mean. */
export const randomForestRegressorModel = defineAlgorithm<typeof randomForestRegressor, ForestState>(randomForestRegressor, {
  fit(train, params, ctx) {
    const { X, y, weight } = checkFitInput(train, randomForestRegressor);
    return fitForest({ X, y, weight, classes: 1, algorithm: randomForestRegressor.type }, [], params, 'best', ctx);
  },
  async predict(state, X, ctx) {
    checkPredictInput(state.columns, X, randomForestRegressor);
    return forestValues(state, X, ctx);
  },
  trees: forestTrees,
  bagging: forestBagging,
  lower: (state, graph, x) => ({ kind: 'value', value: lowerEnsemble(state.ensemble, graph, x) }),
});
