import type { FitContext } from '../../core/context.ts';
import type { ParamsOf } from '../../core/params.ts';
import type { CriterionName } from '../../tree/criteria.ts';
import { growOne, type TreeTask } from '../../tree/grow-one.ts';
import type { treeParams } from '../../tree/tree-params.ts';
import type { Tree } from '../../tree/tree.ts';
import { BinnedGrower } from './binned.ts';
import { planForest } from './plan.ts';

/** A single tree is split exactly up to so many cells: about a second's work. */
export const EXACT_CELLS = 2_000_000;

/** A decision tree: exact splits, or between bins where the table is large; notes which. */
export async function growTree(task: TreeTask, params: ParamsOf<typeof treeParams> & { readonly criterion: CriterionName }, ctx: FitContext, exactCells = EXACT_CELLS): Promise<Tree> {
  const { X } = task;
  if (X.rows * X.columns.length <= exactCells || params.criterion === 'absolute_error') {
    ctx.note('splits', 'exact');
    return growOne(task, params, ctx);
  }
  await ctx.breathe();
  const { splitter, ...rest } = params;
  const plan = planForest(task, { ...rest, nEstimators: 1, bootstrap: false, maxSamples: null, oobScore: false }, splitter, ctx.seed);
  const grower = await BinnedGrower.open(plan, { threads: null, breathe: ctx.breathe });
  try {
    ctx.note('splits', 'binned');
    const [tree] = grower.trees(0, 1);
    ctx.progress(1, 1);
    return tree!;
  } finally {
    grower.close();
  }
}
