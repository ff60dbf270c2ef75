import { StudioError } from '../../core/errors.ts';
import type { FeatureColumn } from '../../../frame/features.ts';
import { countCategories } from '../../transformers-shared/categories.ts';
import type { CategoryColumn, NumberColumn } from '../../transformers-shared/columns.ts';
import { mean, quantile, sortedPresent } from '../../transformers-shared/statistics.ts';

export type Strategy = 'mean' | 'median' | 'most_frequent' | 'constant';

/** What one column learns; `value` is `null` for a column that is left out because training saw no value in it. */
export type Fill =
  | { readonly kind: 'number'; readonly name: string; readonly value: number | null; readonly indicator: string | null }
  | { readonly kind: 'category'; readonly name: string; readonly value: string | null; readonly indicator: string | null };

/** The smallest of the most frequent values (`scipy.stats.mode`). */
function mode(sorted: Float64Array): number {
  let best = Number.NaN;
  let most = 0;
  for (let from = 0; from < sorted.length;) {
    let to = from;
    while (to < sorted.length && sorted[to] === sorted[from]) to++;
    if (to - from > most) {
      most = to - from;
      best = sorted[from]!;
    }
    from = to;
  }
  return best;
}

function constantNumber(fillValue: string | null, column: string): number {
  if (fillValue === null) return 0;
  const value = fillValue.trim() === '' ? Number.NaN : Number(fillValue);
  if (Number.isFinite(value)) return value;
  throw new StudioError('param', `The "fillValue" parameter of SimpleImputer must be a number for the number column "${column}". Got "${fillValue}".`, { step: 'SimpleImputer', param: 'fillValue', column });
}

export function numberFill(column: NumberColumn, strategy: Strategy, fillValue: string | null, keepEmpty: boolean): number | null {
  const constant = strategy === 'constant' ? constantNumber(fillValue, column.name) : 0;
  const sorted = sortedPresent(column.values);
  if (sorted.length === 0) return keepEmpty ? constant : null;
  switch (strategy) {
    case 'mean': return mean(sorted);
    case 'median': return quantile(sorted, 0.5);
    case 'most_frequent': return mode(sorted);
    case 'constant': return constant;
    default: return strategy satisfies never;
  }
}

const NO_VALUE = 'missing_value';

/** Ties go to the first by name, as scikit-learn has it. */
export function categoryFill(column: CategoryColumn, strategy: Strategy, fillValue: string | null, keepEmpty: boolean): string | null {
  if (strategy === 'constant' && fillValue === '') {
    throw new StudioError('param', `The "fillValue" parameter of SimpleImputer must not be an empty text for the category column "${column.name}": an empty text is a missing value.`, { step: 'SimpleImputer', param: 'fillValue', column: column.name });
  }
  const constant = strategy === 'constant' ? (fillValue ?? NO_VALUE) : NO_VALUE;
  const { categories } = countCategories(column);
  if (categories.length === 0) return keepEmpty ? constant : null;
  if (strategy === 'constant') return constant;
  return categories.reduce((best, c) => (c.count > best.count ? c : best)).name;
}

export const isMissing = (column: FeatureColumn, row: number): boolean => (column.kind === 'number' ? Number.isNaN(column.values[row]!) : column.codes[row]! < 0);
export const hasMissing = (column: FeatureColumn): boolean => (column.kind === 'number' ? column.values.some(Number.isNaN) : column.codes.some((c) => c < 0));
