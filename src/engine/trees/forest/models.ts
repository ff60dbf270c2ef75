import { type Algorithm, defineAlgorithm, type Meta } from '../../core/algorithm.ts';
import { checkFitInput, checkPredictInput } from '../../core/validate.ts';
import { argmaxRows } from '../../math/softmax.ts';
import { lowerEnsemble } from '../lower.ts';
import { fitForest, forestBagging, forestShares, type ForestState, forestTrees, forestValues } from './forest.ts';
import type { classForestParams, valueForestParams } from './params.ts';
import type { ForestPlan } from './plan.ts';

type ClassForest = Meta<ReturnType<typeof classForestParams>>;
type ValueForest = Meta<ReturnType<typeof valueForestParams>>;

/** A forest for classes: the mean of its trees' shares. */
export const forestClassifier = (meta: ClassForest, splitter: ForestPlan['splitter']): Algorithm<ClassForest, ForestState> => defineAlgorithm<ClassForest, ForestState>(meta, {
  fit(train, params, ctx) {
    const { X, y, weight, classes } = checkFitInput(train, meta);
    return fitForest({ X, y, weight, classes: classes.length, algorithm: meta.type }, classes, params, splitter, ctx);
  },
  async predict(state, X, ctx) {
    checkPredictInput(state.columns, X, meta);
    return argmaxRows((await forestShares(state, X, ctx)).values, state.classes.length);
  },
  async predictProba(state, X, ctx) {
    checkPredictInput(state.columns, X, meta);
    return forestShares(state, X, ctx);
  },
  trees: forestTrees,
  bagging: forestBagging,
  lower: (state, graph, x) => ({ kind: 'probabilities', value: lowerEnsemble(state.ensemble, graph, x) }),
});

/** A forest for values: the mean of its trees'. */
export const forestRegressor = (meta: ValueForest, splitter: ForestPlan['splitter']): Algorithm<ValueForest, ForestState> => defineAlgorithm<ValueForest, ForestState>(meta, {
  fit(train, params, ctx) {
    const { X, y, weight } = checkFitInput(train, meta);
    return fitForest({ X, y, weight, classes: 1, algorithm: meta.type }, [], params, splitter, ctx);
  },
  async predict(state, X, ctx) {
    checkPredictInput(state.columns, X, meta);
    return forestValues(state, X, ctx);
  },
  trees: forestTrees,
  bagging: forestBagging,
  lower: (state, graph, x) => ({ kind: 'value', value: lowerEnsemble(state.ensemble, graph, x) }),
});
