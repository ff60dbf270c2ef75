import type { FitContext } from '../../core/context.ts';
import { isClassCriterion } from '../../tree/criteria.ts';
import type { TreeEnsemble } from '../ensemble.ts';
import { leafOf, treeCount } from '../predict.ts';
import { type Bags, drawnBy } from './bag.ts';
import type { ForestPlan } from './plan.ts';

/** What the forest says of its own training rows, each asked only of the trees that did not see it. */
export type OutOfBag = {
  /** Accuracy, or R²; NaN where no row was left out by any tree. */
  readonly score: number;
  /** rows × width: shares of the classes, or the value; NaN for rows that every tree saw. */
  readonly predictions: Float64Array;
  /** Rows that every tree saw: they are not in the score. */
  readonly unscored: number;
};

function accuracy(predictions: Float64Array, y: Float64Array, K: number, asked: Int32Array): number {
  let right = 0;
  let rows = 0;
  for (let i = 0; i < y.length; i++) {
    if (asked[i] === 0) continue;
    let best = 0;
    for (let k = 1; k < K; k++) if (predictions[i * K + k]! > predictions[i * K + best]!) best = k;
    rows++;
    if (best === y[i]) right++;
  }
  return right / rows;
}

function r2(predictions: Float64Array, y: Float64Array, asked: Int32Array): number {
  const at = Int32Array.from(y.keys()).filter((i) => asked[i]! > 0);
  const mean = at.reduce((s, i) => s + y[i]!, 0) / at.length;
  const left = at.reduce((s, i) => s + (y[i]! - predictions[i]!) ** 2, 0);
  return 1 - left / at.reduce((s, i) => s + (y[i]! - mean) ** 2, 0);
}

/** Draws each tree's rows again and asks it of the others. */
export async function outOfBag({ task: { X, y }, params }: ForestPlan, bags: Bags, ensemble: TreeEnsemble, ctx: Pick<FitContext, 'breathe'>): Promise<OutOfBag> {
  const { width, value } = ensemble;
  const p = X.columns.length;
  const predictions = new Float64Array(X.rows * width);
  const asked = new Int32Array(X.rows);
  for (let t = 0; t < treeCount(ensemble); t++) {
    await ctx.breathe();
    const times = drawnBy(bags, t);
    for (let i = 0; i < X.rows; i++) {
      if (times[i]! > 0) continue;
      const leaf = leafOf(ensemble, t, X.values, i * p);
      for (let k = 0; k < width; k++) predictions[i * width + k]! += value[leaf * width + k]!;
      asked[i]!++;
    }
  }
  for (let at = 0; at < predictions.length; at++) predictions[at]! /= asked[Math.floor(at / width)]!;
  const score = isClassCriterion(params.criterion) ? accuracy(predictions, y, width, asked) : r2(predictions, y, asked);
  return { score, predictions, unscored: asked.reduce((n, times) => n + (times === 0 ? 1 : 0), 0) };
}
