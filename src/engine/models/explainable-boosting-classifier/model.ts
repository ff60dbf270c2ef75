import type { Matrix } from '../../../frame/matrix.ts';
import { defineAlgorithm } from '../../core/algorithm.ts';
import { checkFitInput, checkPredictInput } from '../../core/validate.ts';
import { argmaxRows, sigmoid, softmaxRows } from '../../math/softmax.ts';
import { fitEbm } from '../../trees/ebm/fit.ts';
import { logistic, softmax } from '../../trees/ebm/objective.ts';
import { ebmRules } from '../../trees/ebm/rules-of.ts';
import { ebmScores } from '../../trees/ebm/score.ts';
import type { EbmState } from '../../trees/ebm/state.ts';
import { ebmEnsemble } from '../../trees/ebm/to-ensemble.ts';
import { lowerTrees } from '../../trees/lower.ts';
import { explainableBoostingClassifier } from './meta.ts';

const proba = (state: EbmState, X: Matrix): Matrix => {
  checkPredictInput(state.columns, X, explainableBoostingClassifier);
  const scores = ebmScores(state, X);
  if (state.outputs > 1) {
    softmaxRows(scores, state.outputs);
    return { rows: X.rows, columns: state.classes, values: scores };
  }
  const values = new Float64Array(X.rows * 2);
  scores.forEach((score, i) => {
    values[i * 2 + 1] = sigmoid(score);
    values[i * 2] = sigmoid(-score);
  });
  return { rows: X.rows, columns: state.classes, values };
};

/** One log-odds for two classes; as InterpretML, one score a class for more. */
export const explainableBoostingClassifierModel = defineAlgorithm<typeof explainableBoostingClassifier, EbmState>(explainableBoostingClassifier, {
  async fit(train, params, ctx) {
    const input = checkFitInput(train, explainableBoostingClassifier);
    const K = input.classes.length;
    return fitEbm(input, K === 2 ? logistic : softmax(K), ebmRules(params, input.X.columns.length), ctx);
  },
  predict: (state, X) => argmaxRows(proba(state, X).values, state.classes.length),
  predictProba: proba,
  lower: (state, graph, x) => lowerTrees(ebmEnsemble(state), 'multiclass', graph, x),
  trees: (state) => ({ ensemble: ebmEnsemble(state), origins: state.columns.map((_, j) => [j]) }),
});
