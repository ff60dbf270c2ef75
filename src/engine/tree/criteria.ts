import { StudioError } from '../core/errors.ts';
import { ClassCriterion, entropy, gini } from './class-criterion.ts';
import type { Criterion } from './criterion.ts';
import { MeanCriterion, poisson, squaredError } from './mean-criterion.ts';
import { MedianCriterion } from './median-criterion.ts';
import { sumOf } from './row-weights.ts';

export const CLASS_CRITERIA = ['gini', 'entropy', 'log_loss'] as const;
export const VALUE_CRITERIA = ['squared_error', 'friedman_mse', 'absolute_error', 'poisson'] as const;
export type CriterionName = (typeof CLASS_CRITERIA)[number] | (typeof VALUE_CRITERIA)[number];

export const isClassCriterion = (name: CriterionName): name is (typeof CLASS_CRITERIA)[number] => (CLASS_CRITERIA as readonly string[]).includes(name);

/** Refuses targets that are no counts. */
export function checkCounts(y: Float64Array, algorithm: string): void {
  const negative = y.findIndex((v) => v < 0);
  const place = { algorithm, param: 'criterion' };
  if (negative >= 0) throw new StudioError('data', `The "poisson" criterion is for counts, and the target of row ${negative + 1} is ${y[negative]}. Use "squared_error", or correct the target.`, { ...place, row: negative });
  if (!y.some((v) => v > 0)) throw new StudioError('data', 'The "poisson" criterion needs a target above zero in some row; all are zero. Use "squared_error".', place);
}

/** `K`: the number of classes, of which `y` holds the indices; unused for values. */
export function criterionOf(name: CriterionName, y: Float64Array, weight: Float64Array, K: number): Criterion {
  switch (name) {
    case 'gini': return new ClassCriterion(y, weight, K, gini);
    case 'entropy':
    case 'log_loss': return new ClassCriterion(y, weight, K, entropy);
    case 'absolute_error': return new MedianCriterion(y, weight);
    case 'poisson': return new MeanCriterion(y, weight, poisson, 0);
    case 'squared_error':
    case 'friedman_mse': return new MeanCriterion(y, weight, squaredError, sumOf(y) / y.length);
    default: return name satisfies never;
  }
}
