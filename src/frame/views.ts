import type { ColumnType } from './table.ts';

/** Cells of a window of rows, by column; what a grid draws. Missing numbers are NaN, missing texts `null`. */
export type Cells =
  | { readonly kind: 'number' | 'date'; readonly values: Float64Array }
  | { readonly kind: 'text'; readonly values: readonly (string | null)[] };
export interface RowWindow {
  readonly rows: Uint32Array;
  readonly columns: readonly string[];
  readonly cells: readonly Cells[];
}

/** Quartiles, Tukey's whiskers (the outermost values within 1.5 interquartile ranges of the box) and mean of one group. */
export interface Box {
  readonly low: number;
  readonly q1: number;
  readonly median: number;
  readonly q3: number;
  readonly high: number;
  readonly mean: number;
  readonly count: number;
}

/** One column, or one column by the classes of another: what a distribution chart draws. */
export interface Distribution {
  readonly column: string;
  readonly type: ColumnType;
  readonly by: string | null;
  /** Names of the groups; [''] without `by`. */
  readonly groups: readonly string[];
  /** Numbers and dates: shared edges, counts a group. */
  readonly histogram: { readonly edges: Float64Array; readonly counts: readonly Float64Array[] } | null;
  /** Categories: values (most frequent first, at most 30, the rest as "Other"), counts a group. */
  readonly bars: { readonly values: readonly string[]; readonly counts: readonly Float64Array[] } | null;
  /** Numbers: quartiles and whiskers a group, for box plots. */
  readonly boxes: readonly Box[] | null;
}

export interface Correlation {
  readonly columns: readonly string[];
  readonly kinds: readonly ('number' | 'category')[];
  /** n × n: Pearson (number–number, −1…1), correlation ratio η (mixed, 0…1), bias-corrected Cramér's V (category–category, 0…1). */
  readonly values: Float64Array;
  /** Spearman's for number pairs, NaN elsewhere. */
  readonly spearman: Float64Array;
  /** Rows used for each pair. */
  readonly counts: Float64Array;
}

/** Every column against one: Pearson, correlation ratio or Cramér's V as in `Correlation`, NaN where a column is constant. */
export interface Association {
  readonly target: string;
  readonly kind: 'number' | 'category';
  readonly columns: readonly string[];
  readonly kinds: readonly ('number' | 'category')[];
  readonly values: Float64Array;
  readonly counts: Float64Array;
}

/** A spread sample of rows of some columns, for scatter plots. */
export interface ScatterSample {
  readonly rows: Uint32Array;
  readonly columns: readonly { readonly name: string; readonly values: Float64Array | readonly (string | null)[] }[];
}
