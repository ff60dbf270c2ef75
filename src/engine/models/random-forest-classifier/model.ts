import { defineAlgorithm } from '../../core/algorithm.ts';
import { checkFitInput, checkPredictInput } from '../../core/validate.ts';
import { argmaxRows } from '../../math/softmax.ts';
import { fitForest, forestBagging, forestShares, type ForestState, forestTrees } from '../../trees/forest/forest.ts';
import { lowerEnsemble } from '../../trees/lower.ts';
import { randomForestClassifier } from './meta.ts';

/** Trees on rows drawn with replacement, the best split of columns drawn by lot (Breiman 2001); their mean. */
export const randomForestClassifierModel = defineAlgorithm<typeof randomForestClassifier, ForestState>(randomForestClassifier, {
  fit(train, params, ctx) {
    const { X, y, weight, classes } = checkFitInput(train, randomForestClassifier);
    return fitForest({ X, y, weight, classes: classes.length, algorithm: randomForestClassifier.type }, classes, params, 'best', ctx);
  },
  async predict(state, X, ctx) {
    checkPredictInput(state.columns, X, randomForestClassifier);
    return argmaxRows((await forestShares(state, X, ctx)).values, state.classes.length);
  },
  async predictProba(state, X, ctx) {
    checkPredictInput(state.columns, X, randomForestClassifier);
    return forestShares(state, X, ctx);
  },
  trees: forestTrees,
  bagging: forestBagging,
  lower: (state, graph, x) => ({ kind: 'probabilities', value: lowerEnsemble(state.ensemble, graph, x) }),
});
