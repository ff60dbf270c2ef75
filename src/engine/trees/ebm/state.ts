import type { ColumnBins } from './bins.ts';

/** One term of a fitted model: what each of its cells adds to the scores. */
export type EbmTerm = {
  /** One column, or two. */
  readonly columns: readonly number[];
  /** Bins of each column; cell of a pair: i · bins[1] + j. */
  readonly size: readonly number[];
  /** cells × outputs, the mean over the bags, centred so that its weighted mean over the training rows is 0. */
  readonly scores: Float64Array;
  /** Spread of the scores over the bags. */
  readonly deviation: Float64Array;
  /** Training weight in each cell. */
  readonly weight: Float64Array;
};

/** What an explainable boosting machine learned. */
export type EbmState = {
  readonly columns: readonly string[];
  readonly categories: readonly (readonly string[] | null)[];
  /** Class names; empty for a regression. */
  readonly classes: readonly string[];
  readonly outputs: number;
  readonly intercept: Float64Array;
  readonly main: readonly ColumnBins[];
  readonly pair: readonly ColumnBins[];
  readonly terms: readonly EbmTerm[];
};
