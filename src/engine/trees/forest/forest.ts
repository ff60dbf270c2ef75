import type { Matrix } from '../../../frame/matrix.ts';
import type { PredictContext } from '../../core/algorithm.ts';
import type { FitContext } from '../../core/context.ts';
import type { TreeTask } from '../../tree/grow-one.ts';
import type { TreeEnsemble, TreeView } from '../ensemble.ts';
import { predictByKernel } from '../predict/by-kernel.ts';
import { growForest } from './fit.ts';
import { type OutOfBag, outOfBag } from './out-of-bag.ts';
import { type ForestPlan, planForest } from './plan.ts';

/** What every forest has learned; `classes` is empty for values. */
export type ForestState = {
  readonly columns: readonly string[];
  readonly classes: readonly string[];
  readonly ensemble: TreeEnsemble;
  readonly outOfBag: OutOfBag | null;
};

/** Plans and grows a forest, and asks it out of the bag where that is wanted. `from`: trees of an earlier, smaller forest to go on from. */
export async function fitForest(task: TreeTask, classes: readonly string[], params: ForestPlan['params'], splitter: ForestPlan['splitter'], ctx: FitContext, from: ForestState | null = null): Promise<ForestState> {
  const plan = planForest(task, params, splitter, ctx.seed);
  const ensemble = await growForest(plan, ctx, from?.ensemble ?? null);
  const left = params.oobScore ? await outOfBag(plan, ensemble, ctx) : null;
  if (left) ctx.note('outOfBag', { score: left.score, measure: classes.length > 0 ? 'accuracy' : 'r2', unscored: left.unscored });
  return { columns: task.X.columns, classes, ensemble, outOfBag: left };
}

export const forestTrees = ({ columns, ensemble }: ForestState): TreeView => ({ ensemble, origins: columns.map((_, j) => [j]) });

/** rows × classes. */
export const forestShares = async (state: ForestState, X: Matrix, ctx: PredictContext): Promise<Matrix> => ({ rows: X.rows, columns: state.classes, values: await predictByKernel(forestTrees(state), X, ctx) });

/** One value a row. */
export const forestValues = (state: ForestState, X: Matrix, ctx: PredictContext): Promise<Float64Array> => predictByKernel(forestTrees(state), X, ctx);
