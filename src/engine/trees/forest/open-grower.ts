import type { FitContext } from '../../core/context.ts';
import { BinnedGrower } from './binned.ts';
import { ExactGrower } from './exact.ts';
import type { Grower } from './grower.ts';
import type { ForestPlan } from './plan.ts';

/** Tables of at most so many cells are split exactly in every tree of a forest; between bins it is quicker on all others. */
export const EXACT_CELLS = 50_000;

/** Exact splits for small tables (of at most `exactCells`), and for absolute errors, whose medians bins do not help; notes which. */
export async function openGrower(plan: ForestPlan, ctx: FitContext, exactCells = EXACT_CELLS): Promise<Grower> {
  const { task: { X }, params } = plan;
  const exact = X.rows * X.columns.length <= exactCells || params.criterion === 'absolute_error';
  const grower = exact ? new ExactGrower(plan) : await BinnedGrower.open(plan, ctx);
  ctx.note('splits', grower.how);
  return grower;
}
