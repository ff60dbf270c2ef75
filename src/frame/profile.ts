import type { ColumnType } from './table.ts';

export interface Histogram {
  /** bins + 1 edges. */
  readonly edges: Float64Array;
  readonly counts: Float64Array;
}

export interface ColumnProfile {
  readonly name: string;
  readonly type: ColumnType;
  readonly missing: number;
  /** Exact up to 10,000; beyond it an estimate within 2 %. */
  readonly distinct: number;
  readonly distinctExact: boolean;
  /** Number and date columns. */
  readonly numeric: {
    readonly min: number; readonly max: number; readonly mean: number; readonly sd: number;
    readonly quartiles: readonly [number, number, number];
    readonly integers: boolean; readonly zeros: number; readonly negatives: number;
    readonly histogram: Histogram;
  } | null;
  /** Category columns (and text, of its most frequent values): at most 50, most frequent first. */
  readonly top: readonly { readonly value: string; readonly count: number }[] | null;
}

export interface TableProfile {
  readonly rows: number;
  readonly columns: readonly ColumnProfile[];
  readonly duplicateRows: number | null;
}
