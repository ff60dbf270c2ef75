import type { Matrix } from '../../../frame/matrix.ts';
import { defineAlgorithm } from '../../core/algorithm.ts';
import { type CheckedInput, checkFitInput, checkPredictInput } from '../../core/validate.ts';
import { argmaxRows } from '../../math/softmax.ts';
import { ClassCriterion, entropy, gini } from '../../tree/class-criterion.ts';
import { grow } from '../../tree/grow.ts';
import { lowerTree } from '../../tree/lower.ts';
import { growRules } from '../../tree/params.ts';
import { prune } from '../../tree/prune.ts';
import { type Tree, leafValues } from '../../tree/tree.ts';
import { decisionTreeClassifier } from './meta.ts';

type State = { readonly columns: readonly string[]; readonly classes: readonly string[]; readonly tree: Tree };

/** Row weights times n / (kinds · rows of the class), as scikit-learn balances trees: by rows, not by their weight. */
function rowWeights({ y, weight }: CheckedInput, K: number, balanced: boolean): Float64Array {
  const counts = new Float64Array(K);
  y.forEach((k) => { counts[k]!++; });
  const kinds = counts.filter((c) => c > 0).length;
  return Float64Array.from(y, (k, i) => (weight?.[i] ?? 1) * (balanced ? y.length / (kinds * counts[k]!) : 1));
}

const proba = ({ columns, classes, tree }: State, X: Matrix): Matrix => {
  checkPredictInput(columns, X, decisionTreeClassifier);
  return { rows: X.rows, columns: classes, values: leafValues(tree, X) };
};

/** CART with exact splits; equals scikit-learn's tree where no two splits are equally good. */
export const decisionTreeClassifierModel = defineAlgorithm<typeof decisionTreeClassifier, State>(decisionTreeClassifier, {
  async fit(train, params, ctx) {
    const input = checkFitInput(train, decisionTreeClassifier);
    const { X, y, classes } = input;
    const weight = rowWeights(input, classes.length, params.classWeight === 'balanced');
    const rows = Int32Array.from(weight.keys()).filter((i) => weight[i]! > 0);
    const criterion = new ClassCriterion(y, weight, classes.length, params.criterion === 'gini' ? gini : entropy);
    const total = weight.reduce((a, b) => a + b, 0);
    const tree = await grow(X, rows, criterion, growRules(params, X.columns.length, total, ctx), ctx);
    return { columns: X.columns, classes, tree: prune(tree, params.ccpAlpha) };
  },
  predict: (state, X) => argmaxRows(proba(state, X).values, state.classes.length),
  predictProba: proba,
  lower: ({ tree }, graph, x) => ({ kind: 'probabilities', value: lowerTree(tree, graph, x) }),
});
