import { defineAlgorithm } from '../../core/algorithm.ts';
import { checkFitInput, checkPredictInput } from '../../core/validate.ts';
import { ensembleOf } from '../../tree/ensemble.ts';
import { growTree } from '../../trees/forest/one-tree.ts';
import { type Tree, leafValues } from '../../tree/tree.ts';
import { lowerEnsemble } from '../../trees/lower.ts';
import { decisionTreeRegressor } from './meta.ts';

type State = { readonly columns: readonly string[]; readonly tree: Tree };

/** CART; equals scikit-learn's tree where no two splits are equally good and the table is small enough for exact splits. */
export const decisionTreeRegressorModel = defineAlgorithm<typeof decisionTreeRegressor, State>(decisionTreeRegressor, {
  async fit(train, params, ctx) {
    const { X, y, weight } = checkFitInput(train, decisionTreeRegressor);
    return { columns: X.columns, tree: await growTree({ X, y, weight, classes: 1, algorithm: decisionTreeRegressor.type }, params, ctx) };
  },
  predict({ columns, tree }, X) {
    checkPredictInput(columns, X, decisionTreeRegressor);
    return leafValues(tree, X);
  },
  trees: ({ columns, tree }) => ({ ensemble: ensembleOf([tree], columns), origins: columns.map((_, j) => [j]) }),
  lower: ({ columns, tree }, graph, x) => ({ kind: 'value', value: lowerEnsemble(ensembleOf([tree], columns), graph, x) }),
});
