import type { Backend } from '../../kernels/backend.ts';

/** The bins of a number column. Bins stand in the order of values; a row is in bin b where b thresholds are below its value. */
export interface NumberBins {
  readonly kind: 'number';
  readonly name: string;
  /** Bins that hold values: thresholds + 1. */
  readonly bins: number;
  /** The bin of missing values (it is `bins`), or −1 where the column has none. */
  readonly missing: number;
  /** Ascending. A value at or below thresholds[b] is in bin b or below it: the split "bin ≤ b" is "value ≤ thresholds[b]". */
  readonly thresholds: Float64Array;
  /** A threshold below all values, and one above: for splits of missing values from all others. */
  readonly below: number;
  readonly above: number;
}

/** The bins of a category column: one a category, and one for all others where there are too many (or too rare ones). */
export interface CategoryBins {
  readonly kind: 'category';
  readonly name: string;
  readonly categories: readonly string[];
  readonly bins: number;
  readonly missing: number;
  /** The category (code) of each bin; −1 for the bin of others. */
  readonly codes: Int32Array;
  /** The bin of categories that have none of their own, or −1. */
  readonly other: number;
}

export type FeatureBins = NumberBins | CategoryBins;

/**
 * A matrix in bytes, in a backend's memory: what trees are grown from, any number of times. 256 bins at most a column: up to 256
 * for values without, 255 with missing ones.
 */
export interface BinnedDataset {
  readonly backend: Backend;
  readonly rows: number;
  readonly features: readonly FeatureBins[];
  /** Bytes of a row in `rowBins`: the features, padded to a multiple of 4 with zeros. */
  readonly stride: number;
  /** Address of the bins row by row: row i's bin of feature j is u8[rowBins + i × stride + j]. */
  readonly rowBins: number;
  /** Address of the bins column by column: u8[columnBins + j × rows + i]. */
  readonly columnBins: number;
  /** Values were rounded to single precision before they were binned, and must be before trees compare them (see TreeEnsemble). */
  readonly float32: boolean;
}

export interface BinOptions {
  /**
   * Where cuts lie. `xgboost`: at values of the data (a row goes left below one), values rounded to single precision, quantiles as
   * its sketch prunes them. `lightgbm`: halfway between neighbours, zero in a bin of its own, greedy equal counts; double precision.
   */
  readonly flavour: 'xgboost' | 'lightgbm';
  /** Bins a column may have, that of missing values included for `lightgbm` and not for `xgboost`; 2 to 256. */
  readonly maxBin: number;
  /** `lightgbm`: rows a bin should hold at least (its default is 3). */
  readonly minDataInBin?: number;
  /** Cuts are found from this many rows at most, evenly spread (200,000). */
  readonly sample?: number;
}
