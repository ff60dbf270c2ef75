import type { BorderType } from './borders.ts';
import type { CtrSpec } from './ctr-spec.ts';
import type { ScoreFunction } from './score.ts';

/** All of a training's settings, defaults filled in; CatBoost's names. */
export interface BoostOptions {
  readonly iterations: number;
  readonly learningRate: number;
  /** What the model so far is multiplied by before each tree. */
  readonly shrink: number;
  readonly depth: number;
  readonly l2LeafReg: number;
  readonly randomStrength: number;
  readonly scoreFunction: ScoreFunction;
  readonly rsm: number;
  readonly modelSizeReg: number;
  readonly growPolicy: 'SymmetricTree' | 'Depthwise' | 'Lossguide';
  readonly minDataInLeaf: number;
  readonly maxLeaves: number;
  readonly boostingType: 'Plain' | 'Ordered';
  readonly foldLenMultiplier: number;
  readonly hasTime: boolean;
  readonly bootstrap: Bootstrap;
  readonly leafEstimationMethod: 'Newton' | 'Gradient' | 'Exact';
  readonly leafEstimationIterations: number;
  readonly leafEstimationBacktracking: 'No' | 'AnyImprovement';
  readonly boostFromAverage: boolean;
  readonly borderCount: number;
  readonly featureBorderType: BorderType;
  readonly nanMode: 'Min' | 'Max';
  readonly oneHotMaxSize: number;
  readonly maxCtrComplexity: number;
  readonly simpleCtr: readonly CtrSpec[];
  readonly combinationsCtr: readonly CtrSpec[];
  readonly ctrTargetBorderCount: number;
  /** 1, −1 or 0 for each column of the matrix. */
  readonly monotone: readonly number[];
  /** Stop after so many iterations without a better validation loss; `null`: never. */
  readonly odWait: number | null;
}

export type Bootstrap =
  | { readonly type: 'No' }
  | { readonly type: 'Bayesian'; readonly temperature: number }
  | { readonly type: 'Bernoulli'; readonly subsample: number }
  | { readonly type: 'MVS'; readonly subsample: number };
