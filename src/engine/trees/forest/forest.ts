import type { Matrix } from '../../../frame/matrix.ts';
import type { PredictContext } from '../../core/algorithm.ts';
import type { FitContext } from '../../core/context.ts';
import { StudioError } from '../../core/errors.ts';
import type { TreeTask } from '../../tree/grow-one.ts';
import type { TreeEnsemble, TreeView } from '../ensemble.ts';
import { treeCount } from '../predict.ts';
import { predictByKernel } from '../predict/by-kernel.ts';
import type { Bagging } from '../../core/bagging.ts';
import { type Bags, drawnBy } from './bag.ts';
import { growForest } from './fit.ts';
import { type OutOfBag, outOfBag } from './out-of-bag.ts';
import { type ForestPlan, planForest } from './plan.ts';

/** What every forest has learned; `classes` is empty for values. */
export type ForestState = {
  readonly columns: readonly string[];
  readonly classes: readonly string[];
  readonly ensemble: TreeEnsemble;
  readonly outOfBag: OutOfBag | null;
  /** `null` where every tree saw all rows. */
  readonly bags: Bags | null;
};

/** The smaller forest to go on from, where the context gives one of the same columns and classes. */
function forestBefore({ warmStart }: FitContext, { X, algorithm }: TreeTask, classes: readonly string[], trees: number): ForestState | null {
  if (warmStart === undefined || warmStart === null) return null;
  const before = warmStart as unknown as ForestState;
  if (JSON.stringify([before.columns, before.classes]) !== JSON.stringify([X.columns, classes])) throw new StudioError('data', 'The forest to go on from knows other columns or classes than these rows have. Train anew.', { algorithm });
  const grown = treeCount(before.ensemble);
  if (grown > trees) throw new StudioError('param', `The forest to go on from has ${grown} trees already, and nEstimators, which counts all of them, is ${trees}. Make it larger.`, { algorithm, param: 'nEstimators' });
  return before;
}

/** Plans and grows a forest, or what a smaller one (`ctx.warmStart`) lacks of it, and asks it out of the bag where that is wanted. */
export async function fitForest(task: TreeTask, classes: readonly string[], params: ForestPlan['params'], splitter: ForestPlan['splitter'], ctx: FitContext): Promise<ForestState> {
  const plan = planForest(task, params, splitter, ctx.seed);
  const from = forestBefore(ctx, task, classes, params.nEstimators);
  const ensemble = await growForest(plan, ctx, from?.ensemble ?? null);
  const bags = plan.drawing === null ? null : { ...plan.drawing, rows: task.X.rows, seed: plan.seed };
  const left = params.oobScore && bags !== null ? await outOfBag(plan, bags, ensemble, ctx) : null;
  return { columns: task.X.columns, classes, ensemble, outOfBag: left, bags };
}

export const forestBagging = ({ bags, outOfBag: left }: ForestState): Bagging | null => (bags === null ? null : { drawn: (t) => drawnBy(bags, t), predictions: left?.predictions ?? null });

export const forestTrees = ({ columns, ensemble }: ForestState): TreeView => ({ ensemble, origins: columns.map((_, j) => [j]) });

/** rows × classes. */
export const forestShares = async (state: ForestState, X: Matrix, ctx: PredictContext): Promise<Matrix> => ({ rows: X.rows, columns: state.classes, values: await predictByKernel(forestTrees(state), X, ctx) });

/** One value a row. */
export const forestValues = (state: ForestState, X: Matrix, ctx: PredictContext): Promise<Float64Array> => predictByKernel(forestTrees(state), X, ctx);
