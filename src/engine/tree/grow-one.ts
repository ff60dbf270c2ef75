import type { Matrix } from '../../frame/matrix.ts';
import type { FitContext } from '../core/context.ts';
import { StudioError } from '../core/errors.ts';
import type { ParamsOf } from '../core/params.ts';
import { checkCounts, type CriterionName, criterionOf, isClassCriterion } from './criteria.ts';
import { grow } from './grow.ts';
import { growRules } from './params.ts';
import { prune } from './prune.ts';
import { sumOf, weighedRows } from './row-weights.ts';
import { SortedColumns } from './sorted-columns.ts';
import type { treeParams } from './tree-params.ts';
import type { Tree } from './tree.ts';

/** What a tree learns from, checked; `classes` is 1 for values. */
export interface TreeTask {
  readonly X: Matrix;
  readonly y: Float64Array;
  readonly weight: Float64Array | null;
  readonly classes: number;
  /** Named in errors. */
  readonly algorithm: string;
}

/** Refuses what a criterion or a constraint cannot learn from. */
export function checkTask({ y, classes, algorithm }: TreeTask, criterion: CriterionName, monotone: Int8Array | null): void {
  if (criterion === 'poisson') checkCounts(y, algorithm);
  if (monotone && isClassCriterion(criterion) && classes > 2) {
    throw new StudioError('param', `monotonicCst is for an amount or a question of two classes; here there are ${classes}. Leave it empty.`, { algorithm, param: 'monotonicCst' });
  }
}

/** One tree as DecisionTreeClassifier and DecisionTreeRegressor grow it. */
export async function growOne(task: TreeTask, params: ParamsOf<typeof treeParams> & { readonly criterion: CriterionName }, ctx: FitContext): Promise<Tree> {
  const { X, y, algorithm } = task;
  const weight = task.weight ?? new Float64Array(X.rows).fill(1);
  const rules = growRules(params, params.splitter, X.columns, sumOf(weight), ctx.random, algorithm);
  checkTask(task, params.criterion, rules.monotone);
  const tree = await grow(SortedColumns.of(X, weighedRows(weight)), criterionOf(params.criterion, y, weight, task.classes), rules, ctx);
  return prune(tree, params.ccpAlpha);
}
