import { defineAlgorithm } from '../../core/algorithm.ts';
import { StudioError } from '../../core/errors.ts';
import { checkFitInput, checkPredictInput } from '../../core/validate.ts';
import type { Criterion } from '../../tree/criterion.ts';
import { grow } from '../../tree/grow.ts';
import { lowerTree } from '../../tree/lower.ts';
import { MeanCriterion, poisson, squaredError } from '../../tree/mean-criterion.ts';
import { MedianCriterion } from '../../tree/median-criterion.ts';
import { growRules } from '../../tree/params.ts';
import { prune } from '../../tree/prune.ts';
import { type Tree, leafValues } from '../../tree/tree.ts';
import { decisionTreeRegressor } from './meta.ts';

type State = { readonly columns: readonly string[]; readonly tree: Tree };

function checkCounts(y: Float64Array): void {
  const negative = y.findIndex((v) => v < 0);
  const place = { algorithm: decisionTreeRegressor.type, param: 'criterion' };
  if (negative >= 0) throw new StudioError('data', `The "poisson" criterion is for counts, and the target of row ${negative + 1} is ${y[negative]}. Use "squared_error", or correct the target.`, { ...place, row: negative });
  if (!y.some((v) => v > 0)) throw new StudioError('data', 'The "poisson" criterion needs a target above zero in some row; all are zero. Use "squared_error".', place);
}

function criterionOf(name: 'squared_error' | 'friedman_mse' | 'absolute_error' | 'poisson', y: Float64Array, weight: Float64Array): Criterion {
  if (name === 'absolute_error') return new MedianCriterion(y, weight);
  if (name === 'poisson') {
    checkCounts(y);
    return new MeanCriterion(y, weight, poisson, 0);
  }
  return new MeanCriterion(y, weight, squaredError, y.reduce((a, b) => a + b, 0) / y.length);
}

/** CART with exact splits; equals scikit-learn's tree where no two splits are equally good. */
export const decisionTreeRegressorModel = defineAlgorithm<typeof decisionTreeRegressor, State>(decisionTreeRegressor, {
  async fit(train, params, ctx) {
    const { X, y, weight: given } = checkFitInput(train, decisionTreeRegressor);
    const weight = given ?? new Float64Array(X.rows).fill(1);
    const rows = Int32Array.from(weight.keys()).filter((i) => weight[i]! > 0);
    const total = weight.reduce((a, b) => a + b, 0);
    const tree = await grow(X, rows, criterionOf(params.criterion, y, weight), growRules(params, X.columns.length, total, ctx), ctx);
    return { columns: X.columns, tree: prune(tree, params.ccpAlpha) };
  },
  predict({ columns, tree }, X) {
    checkPredictInput(columns, X, decisionTreeRegressor);
    return leafValues(tree, X);
  },
  lower: ({ tree }, graph, x) => ({ kind: 'value', value: lowerTree(tree, graph, x) }),
});
