/** How categories are divided; names and defaults are LightGBM's and XGBoost's own. */
export interface CategoryRules {
  /** Columns with fewer categories (XGBoost) or no more bins (LightGBM) than this are split one category against the rest. */
  readonly maxCatToOnehot: number;
  /** Categories that may go to the smaller side. */
  readonly maxCatThreshold: number;
  /** LightGBM only: see its parameters of the same names. */
  readonly catSmooth: number;
  readonly catL2: number;
  readonly minDataPerGroup: number;
}

/** Splits are chosen by gradients in a few steps. */
export interface CoarseRules {
  /** Steps from the least to the greatest gradient, and from zero to the greatest hessian. */
  readonly bins: number;
  /** Up or down by chance, so that sums are right on average; else to the nearest step. */
  readonly stochastic: boolean;
  /** Leaf values from the gradients themselves, not from their steps. */
  readonly renewLeaves: boolean;
}

/** Everything that decides how one tree grows. Start from `xgboostRules` or `lightgbmRules`. */
export interface GrowRules {
  /**
   * Whose habits are followed where the two libraries differ: which of two equal splits wins, in which order missing values are
   * tried, how rows of a bin are counted (LightGBM infers them from hessians), how categories are divided.
   */
  readonly flavour: 'xgboost' | 'lightgbm';
  /** `depth`: all nodes of a level; `leaf`: always the leaf that gains most. */
  readonly growth: 'depth' | 'leaf';
  /** Infinity: no limit. At least one of the two must be finite. */
  readonly maxDepth: number;
  readonly maxLeaves: number;
  /** L2 and L1 on leaf values. */
  readonly lambda: number;
  readonly alpha: number;
  /** Gain a split must exceed: XGBoost's gamma, LightGBM's minGainToSplit. */
  readonly minGain: number;
  /** Sum of hessians in a child. */
  readonly minChildWeight: number;
  readonly minDataInLeaf: number;
  /** Largest value of a leaf; 0: no limit. */
  readonly maxDeltaStep: number;
  /** LightGBM: pulls a leaf's value to its parent's; 0: not at all. */
  readonly pathSmooth: number;
  /** One random threshold a feature and node. */
  readonly extraTrees: boolean;
  /** Share of the columns each tree, level and node may look at, each of what the one before left. */
  readonly columnsByTree: number;
  readonly columnsByLevel: number;
  readonly columnsByNode: number;
  /** 1: predictions may only rise with the feature; −1: only fall; 0: free. One a feature, or `null`. */
  readonly monotone: Int8Array | null;
  /** LightGBM: takes from what splits on monotone features gain, all of it on so many levels from the root; 0: nothing. */
  readonly monotonePenalty: number;
  /** Sets of features that may meet on one path, or `null`. */
  readonly interactions: readonly (readonly number[])[] | null;
  readonly category: CategoryRules;
  /** LightGBM's `use_quantized_grad`; `null` searches splits with all the bits there are. */
  readonly coarse: CoarseRules | null;
}

/** XGBoost's defaults under `tree_method = hist`. */
export const xgboostRules = (overrides: Partial<GrowRules> = {}): GrowRules => ({
  flavour: 'xgboost', growth: 'depth', maxDepth: 6, maxLeaves: Infinity, lambda: 1, alpha: 0, minGain: 0, minChildWeight: 1, minDataInLeaf: 0, maxDeltaStep: 0,
  pathSmooth: 0, extraTrees: false, columnsByTree: 1, columnsByLevel: 1, columnsByNode: 1, monotone: null, monotonePenalty: 0, interactions: null,
  category: { maxCatToOnehot: 4, maxCatThreshold: 64, catSmooth: 0, catL2: 0, minDataPerGroup: 0 }, coarse: null,
  ...overrides,
});

/** LightGBM's defaults. */
export const lightgbmRules = (overrides: Partial<GrowRules> = {}): GrowRules => ({
  flavour: 'lightgbm', growth: 'leaf', maxDepth: Infinity, maxLeaves: 31, lambda: 0, alpha: 0, minGain: 0, minChildWeight: 1e-3, minDataInLeaf: 20, maxDeltaStep: 0,
  pathSmooth: 0, extraTrees: false, columnsByTree: 1, columnsByLevel: 1, columnsByNode: 1, monotone: null, monotonePenalty: 0, interactions: null,
  category: { maxCatToOnehot: 4, maxCatThreshold: 32, catSmooth: 10, catL2: 10, minDataPerGroup: 100 }, coarse: null,
  ...overrides,
});
