import type { Matrix } from '../../frame/matrix.ts';
import type { CtrFeature, CtrTable } from './catboost/ctr-table.ts';

/**
 * Trees of any origin — grown here, or read from the files of XGBoost, LightGBM, CatBoost or scikit-learn — in one plain
 * form. Prediction, TreeSHAP, importances, drawing, ONNX and model files read this form and know no learner.
 */
export type TreeEnsemble = {
  /** Columns the trees look at, in order. */
  readonly columns: readonly string[];
  /** Names of each column's categories by code; `null` for number columns. */
  readonly categories: readonly (readonly string[] | null)[];
  /** Tree t is the nodes roots[t] … roots[t + 1] − 1; its root is the first of them and children stand after their parents. */
  readonly roots: Int32Array;
  /** Column a node asks about; −1 in leaves. */
  readonly feature: Int32Array;
  /** Number splits: a row goes left where its value is at or below this. */
  readonly threshold: Float64Array;
  /** Node numbers in the whole ensemble; −1 in leaves. */
  readonly left: Int32Array;
  readonly right: Int32Array;
  /** 1 where a missing value goes left. Categories that were not there in training are no member of any set: they go right. */
  readonly missingLeft: Uint8Array;
  /** Category splits: where the node's set begins in `sets`; −1 for number splits and leaves. */
  readonly set: Int32Array;
  /** Each set: the number of 32-bit words, then the words; bit c of them says that category c goes left. */
  readonly sets: Uint32Array;
  /** Numbers a leaf holds: 1, or `outputs` of them. */
  readonly width: number;
  /** nodes × width. In inner nodes: what the node would say if it were a leaf, or 0 where that is not known. */
  readonly value: Float64Array;
  /** How many numbers a prediction has before the link: 1, or one a class. */
  readonly outputs: number;
  /** Where width is 1: the output each tree adds to. */
  readonly output: Int32Array;
  /** Start of every output, to which the trees are added. */
  readonly base: Float64Array;
  /** `sum` for boosting; `mean` over trees for forests. */
  readonly combine: 'sum' | 'mean';
  /** From the combined outputs to what is predicted. */
  readonly link: Link;
  /** Values are rounded to single precision before they are compared, as XGBoost and scikit-learn do. */
  readonly float32: boolean;
  /** Improvement by a node's split, in the learner's own measure; 0 in leaves. */
  readonly gain: Float64Array;
  /** What reached a node in training: the sum of hessians for boosting, of weights for forests. TreeSHAP's background. */
  readonly cover: Float64Array;
  /** Training rows that reached a node. */
  readonly count: Float64Array;
};

/** `logistic`: probability of the second class. `exp`: the trees add up logarithms. */
export type Link = 'identity' | 'logistic' | 'softmax' | 'exp';

/** A tree model's trees, and how their columns come from the columns the model is given. */
export interface TreeView {
  readonly ensemble: TreeEnsemble;
  /** For each of the ensemble's columns, the model's columns it is made of: `[[0], [1], …]` unless the model derives some (CatBoost's statistics of category combinations). */
  readonly origins: readonly (readonly number[])[];
  /** From the model's matrix to the ensemble's; left out where they are the same. */
  readonly derive?: (X: Matrix) => Matrix;
  /** CatBoost's: what the derived columns are made of, for its own files. */
  readonly statistics?: { readonly tables: readonly CtrTable[]; readonly features: readonly CtrFeature[] };
  /** What path-dependent explanations weigh branches by: `cover` unless said otherwise; LightGBM counts rows. */
  readonly branchWeight?: 'cover' | 'count';
}
