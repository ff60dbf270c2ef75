import type { Matrix } from '../../../frame/matrix.ts';
import { defineAlgorithm } from '../../core/algorithm.ts';
import { checkFitInput, checkPredictInput } from '../../core/validate.ts';
import { argmaxRows } from '../../math/softmax.ts';
import { ensembleOf } from '../../tree/ensemble.ts';
import { growTree } from '../../trees/forest/one-tree.ts';
import { balancedWeights } from '../../tree/row-weights.ts';
import { type Tree, leafValues } from '../../tree/tree.ts';
import { lowerEnsemble } from '../../trees/lower.ts';
import { decisionTreeClassifier } from './meta.ts';

type State = { readonly columns: readonly string[]; readonly classes: readonly string[]; readonly tree: Tree };

const proba = ({ columns, classes, tree }: State, X: Matrix): Matrix => {
  checkPredictInput(columns, X, decisionTreeClassifier);
  return { rows: X.rows, columns: classes, values: leafValues(tree, X) };
};

/** CART; equals scikit-learn's tree where no two splits are equally good and the table is small enough for exact splits. */
export const decisionTreeClassifierModel = defineAlgorithm<typeof decisionTreeClassifier, State>(decisionTreeClassifier, {
  async fit(train, params, ctx) {
    const { X, y, weight, classes } = checkFitInput(train, decisionTreeClassifier);
    const given = params.classWeight === 'balanced' ? balancedWeights(y, weight, classes.length) : weight;
    const tree = await growTree({ X, y, weight: given, classes: classes.length, algorithm: decisionTreeClassifier.type }, params, ctx);
    return { columns: X.columns, classes, tree };
  },
  predict: (state, X) => argmaxRows(proba(state, X).values, state.classes.length),
  predictProba: proba,
  trees: ({ columns, tree }) => ({ ensemble: ensembleOf([tree], columns), origins: columns.map((_, j) => [j]) }),
  lower: ({ columns, tree }, graph, x) => ({ kind: 'probabilities', value: lowerEnsemble(ensembleOf([tree], columns), graph, x) }),
});
