import type { ParamsOf } from '../../core/params.ts';
import { type CriterionName, isClassCriterion } from '../../tree/criteria.ts';
import { checkTask, type TreeTask } from '../../tree/grow-one.ts';
import { balancedWeights } from '../../tree/row-weights.ts';
import type { maxFeaturesParams } from '../max-features.ts';
import { parseMonotonic } from '../monotonic.ts';
import { type Drawing, drawingOf } from './bag.ts';
import type { ForestParams } from './params.ts';

type Asked = ForestParams & ParamsOf<ReturnType<typeof maxFeaturesParams>> & {
  readonly criterion: CriterionName;
  readonly classWeight?: 'none' | 'balanced' | 'balanced_subsample';
};

/** A forest to be grown: what every tree of it shares. */
export interface ForestPlan {
  readonly task: TreeTask;
  readonly params: Asked;
  readonly splitter: 'best' | 'random';
  readonly seed: number;
  /** `null` where every tree sees all rows. */
  readonly drawing: Drawing | null;
  /** Row weights for trees that see all rows; drawn trees have them in the drawing. */
  readonly weight: Float64Array | null;
  /** Weigh classes anew in the rows drawn for each tree. */
  readonly subsample: boolean;
  readonly monotone: Int8Array | null;
}

/** Settles what the parameters mean for these rows. Throws StudioError where they do not fit them. */
export function planForest(task: TreeTask, params: Asked, splitter: ForestPlan['splitter'], seed: number): ForestPlan {
  const { X, y, algorithm, classes } = task;
  const monotone = parseMonotonic(params.monotonicCst, X.columns, algorithm, 'monotonicCst');
  checkTask(task, params.criterion, monotone);
  const balance = isClassCriterion(params.criterion) ? params.classWeight ?? 'none' : 'none';
  const subsample = balance === 'balanced_subsample' && params.bootstrap;
  const weight = balance === 'none' || subsample ? task.weight : balancedWeights(y, task.weight, classes);
  const drawing = params.bootstrap ? drawingOf(X.rows, params.maxSamples, weight) : null;
  return { task, params, splitter, seed, drawing, weight: params.bootstrap ? null : weight, subsample, monotone };
}
