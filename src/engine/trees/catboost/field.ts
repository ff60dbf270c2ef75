import type { Backend } from '../../kernels/backend.ts';
import type { CategoryColumn } from './category-columns.ts';
import type { CtrStore } from './ctr-store.ts';
import type { FloatColumn } from './float-columns.ts';
import type { Projection } from './projections.ts';

/** The question of a level. Numbers are places among the columns that training kept. */
export type Split =
  /** Is the bin above `border`? */
  | { readonly kind: 'float'; readonly feature: number; readonly border: number }
  /** Is it this category (dense code)? */
  | { readonly kind: 'oneHot'; readonly feature: number; readonly border: number }
  /** Is the statistic's bin above `border`? `column` is a place in the projection's list of columns. */
  | { readonly kind: 'ctr'; readonly projection: Projection; readonly column: number; readonly border: number };

/** The training rows in a backend's memory, cut into buckets. */
export interface Field {
  readonly backend: Backend;
  readonly rows: number;
  readonly floats: readonly FloatColumn[];
  readonly categories: readonly CategoryColumn[];
  /** Categories asked about directly; the others through statistics. */
  readonly isOneHot: readonly boolean[];
  /** Addresses of a byte a row, for each column. */
  readonly floatBins: readonly number[];
  readonly categoryBins: readonly number[];
  /** `null` where no column needs statistics. */
  readonly ctrs: CtrStore | null;
}

/** Where the buckets of a split's column are, as `fold` sees them. */
export function binsOf(field: Field, split: Split, fold: number): number {
  switch (split.kind) {
    case 'float': return field.floatBins[split.feature]!;
    case 'oneHot': return field.categoryBins[split.feature]!;
    case 'ctr': return field.ctrs!.get(fold, split.projection).columns[split.column]!;
    default: return split satisfies never;
  }
}
