import type { Matrix } from '../../../frame/matrix.ts';
import type { ShapValues } from '../../explainers/kernel-shap.ts';
import type { TreeEnsemble } from '../ensemble.ts';
import { treeCount } from '../predict.ts';
import { type BranchWeight, expectedOutputs, leftShares } from './branches.ts';
import { type Credit, crediting } from './credit.ts';
import { pathEffects } from './path-effects.ts';
import type { TreeShapContext } from './run-trees.ts';

export interface PathShapOptions {
  readonly by: BranchWeight;
  readonly credit: Credit;
  readonly twins?: boolean;
}

/** What each tree counts for in the combined output. */
export const treeScale = (e: TreeEnsemble): number => (e.combine === 'mean' ? 1 / Math.max(treeCount(e), 1) : 1);

/**
 * Path-dependent TreeSHAP (Lundberg, Erion & Lee 2018): exact Shapley values before the link, where what is not known of a row
 * is averaged over branches by the training rows that took them. No background rows are needed. Equals XGBoost's `pred_contribs`,
 * LightGBM's `pred_contrib` (`by: 'count'`) and shap's `TreeExplainer` with `tree_path_dependent`.
 */
export async function pathShap(e: TreeEnsemble, X: Matrix, { by, credit, twins = false }: PathShapOptions, ctx: TreeShapContext): Promise<ShapValues> {
  const { outputs } = e;
  const N = X.rows;
  const p = credit.columns;
  const scale = treeScale(e);
  const leftShare = leftShares(e, by);
  const values = new Float64Array(outputs * N * p);
  await pathEffects(e, X, { leftShare, groupOf: credit.groupOf, groups: credit.owners.length, pairs: false, twins }, ctx, crediting(credit, outputs, N, values));
  if (scale !== 1) values.forEach((v, i) => { values[i] = v * scale; });
  const base = expectedOutputs(e, leftShare);
  return { values, base, predicted: addedUp(values, base, N, p) };
}

/** outputs × rows: what the effects come to, which is the prediction; what is left of sums that cancel is 0. */
export function addedUp(values: Float64Array, base: Float64Array, rows: number, columns: number): Float64Array {
  return Float64Array.from({ length: base.length * rows }, (_, at) => {
    let sum = base[Math.floor(at / rows)]!;
    let size = Math.abs(sum);
    for (let j = 0; j < columns; j++) {
      sum += values[at * columns + j]!;
      size += Math.abs(values[at * columns + j]!);
    }
    return Math.abs(sum) <= 1e-14 * size * (columns + 1) ? 0 : sum;
  });
}
