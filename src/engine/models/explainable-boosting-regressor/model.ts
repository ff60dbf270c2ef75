import { defineAlgorithm } from '../../core/algorithm.ts';
import { checkFitInput, checkPredictInput } from '../../core/validate.ts';
import { fitEbm } from '../../trees/ebm/fit.ts';
import { squared } from '../../trees/ebm/objective.ts';
import { ebmRules } from '../../trees/ebm/rules-of.ts';
import { ebmScores } from '../../trees/ebm/score.ts';
import type { EbmState } from '../../trees/ebm/state.ts';
import { ebmEnsemble } from '../../trees/ebm/to-ensemble.ts';
import { lowerTrees } from '../../trees/lower.ts';
import { explainableBoostingRegressor } from './meta.ts';

/** Squared error; the sum of the shapes is the prediction. */
export const explainableBoostingRegressorModel = defineAlgorithm<typeof explainableBoostingRegressor, EbmState>(explainableBoostingRegressor, {
  async fit(train, params, ctx) {
    const input = checkFitInput(train, explainableBoostingRegressor);
    return fitEbm(input, squared, ebmRules(params, input.X.columns.length), ctx);
  },
  predict(state, X) {
    checkPredictInput(state.columns, X, explainableBoostingRegressor);
    return ebmScores(state, X);
  },
  lower: (state, graph, x) => lowerTrees(ebmEnsemble(state), 'regression', graph, x),
  trees: (state) => ({ ensemble: ebmEnsemble(state), origins: state.columns.map((_, j) => [j]) }),
});
