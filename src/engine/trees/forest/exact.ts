import type { FitContext } from '../../core/context.ts';
import { mulberry32 } from '../../core/random.ts';
import { criterionOf } from '../../tree/criteria.ts';
import { ensembleOf } from '../../tree/ensemble.ts';
import { grow } from '../../tree/grow.ts';
import { growRules } from '../../tree/params.ts';
import { prune } from '../../tree/prune.ts';
import { sumOf } from '../../tree/row-weights.ts';
import { SortedColumns } from '../../tree/sorted-columns.ts';
import type { TreeEnsemble } from '../ensemble.ts';
import { drawBag } from './bag.ts';
import type { Grower } from './grower.ts';
import type { ForestPlan } from './plan.ts';
import { treeSeed } from './seed.ts';

/** n / (kinds · times the class was drawn), for every class. */
function drawnClassWeights(y: Float64Array, times: Float64Array, K: number): Float64Array {
  const counts = new Float64Array(K);
  y.forEach((k, i) => { counts[k]! += times[i]!; });
  const kinds = counts.filter((c) => c > 0).length;
  return counts.map((c) => (c > 0 ? sumOf(times) / (kinds * c) : 0));
}

/** Row weights of tree `t`, and the random numbers that go on from the drawing. */
function weightsOf({ task: { X, y, classes }, drawing, weight, subsample, seed }: ForestPlan, t: number): { readonly weight: Float64Array; readonly random: () => number } {
  const random = mulberry32(treeSeed(seed, t));
  if (drawing === null) return { weight: weight ?? new Float64Array(X.rows).fill(1), random };
  const times = drawBag(X.rows, drawing, random);
  if (!subsample) return { weight: times, random };
  const byClass = drawnClassWeights(y, times, classes);
  return { weight: times.map((n, i) => n * byClass[y[i]!]!), random };
}

/** Trees with exact splits, one after the other; the columns are sorted once for all of them. */
export class ExactGrower implements Grower {
  readonly how = 'exact';
  readonly #plan: ForestPlan;
  readonly #sorted: SortedColumns;

  constructor(plan: ForestPlan) {
    this.#plan = plan;
    const { X } = plan.task;
    this.#sorted = SortedColumns.of(X, Int32Array.from({ length: X.rows }, (_, i) => i));
  }

  async grow(from: number, _to: number, ctx: FitContext): Promise<TreeEnsemble> {
    const { task: { X, y, classes, algorithm }, params, splitter } = this.#plan;
    const { weight, random } = weightsOf(this.#plan, from);
    const rules = growRules(params, splitter, X.columns, sumOf(weight), random, algorithm);
    const tree = await grow(this.#sorted.withWeight(weight), criterionOf(params.criterion, y, weight, classes), rules, { breathe: ctx.breathe, progress: () => {} });
    return ensembleOf([prune(tree, params.ccpAlpha)], X.columns);
  }

  close(): void {}
}
