import { defineAlgorithm } from '../../core/algorithm.ts';
import { checkFitInput, checkPredictInput } from '../../core/validate.ts';
import { argmaxRows } from '../../math/softmax.ts';
import { fitForest, forestBagging, forestShares, type ForestState, forestTrees } from '../../trees/forest/forest.ts';
import { lowerEnsemble } from '../../trees/lower.ts';
import { extraTreesClassifier } from './meta.ts';

/** Trees whose thresholds are drawn by lot, the best of them taken (Geurts, Ernst & Wehenkel 2006); their mean. */
export const extraTreesClassifierModel = defineAlgorithm<typeof extraTreesClassifier, ForestState>(extraTreesClassifier, {
  fit(train, params, ctx) {
    const { X, y, weight, classes } = checkFitInput(train, extraTreesClassifier);
    return fitForest({ X, y, weight, classes: classes.length, algorithm: extraTreesClassifier.type }, classes, params, 'random', ctx);
  },
  async predict(state, X, ctx) {
    checkPredictInput(state.columns, X, extraTreesClassifier);
    return argmaxRows((await forestShares(state, X, ctx)).values, state.classes.length);
  },
  async predictProba(state, X, ctx) {
    checkPredictInput(state.columns, X, extraTreesClassifier);
    return forestShares(state, X, ctx);
  },
  trees: forestTrees,
  bagging: forestBagging,
  lower: (state, graph, x) => ({ kind: 'probabilities', value: lowerEnsemble(state.ensemble, graph, x) }),
});
