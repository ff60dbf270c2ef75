import type { Measure } from '../trees/importance.ts';

/** What explaining came to, on the person's own columns (encoded features are summed back over their origin). */
export interface PermutationImportance {
  readonly kind: 'permutation';
  readonly metric: string;
  readonly baseline: number;
  readonly columns: readonly string[];
  /** Drop of the metric (worse is positive): mean and standard deviation over repeats, in the order of `columns`. */
  readonly mean: Float64Array;
  readonly sd: Float64Array;
  /** columns × repeats row-major. */
  readonly repeats: Float64Array;
  readonly nRepeats: number;
}

/** `tree-path`: branches weighed by training rows; `tree-background`: against background rows. Both exact, for trees; `linear`: exact. */
export type ShapMethod = 'linear' | 'kernel' | 'tree-path' | 'tree-background';
/** What effects are on: log-odds (or a class's score before the softmax), probabilities, values, or logarithms of values. */
export type Space = 'log-odds' | 'probability' | 'value' | 'log';

export interface ShapExplanation {
  readonly kind: 'shap';
  readonly method: ShapMethod;
  readonly space: Space;
  readonly columns: readonly string[];
  /** Names of the outputs: the classes, or the one target. Binary linear models have one output, the second class. */
  readonly outputs: readonly string[];
  /** Rows of the table that were explained. */
  readonly rows: Uint32Array;
  /** outputs × rows × columns, row-major: what each column adds to the output. */
  readonly values: Float64Array;
  /** One a output. */
  readonly base: Float64Array;
  /** outputs × rows: what the model says; equals base plus the row's values. */
  readonly predicted: Float64Array;
  /** The cells themselves, columns × rows: number, or the category's text. */
  readonly cells: readonly (Float64Array | readonly string[])[];
  /**
   * Trees, where it was asked for: outputs × columns × columns, mean size over the rows of what two columns do together beyond what each does
   * alone (half on either side), and on the diagonal of what a column does alone.
   */
  readonly interactions?: Float64Array;
}

/** What trees say of their columns by how they were built, under the names their library uses. */
export interface TreeImportance {
  readonly kind: 'tree-importance';
  readonly columns: readonly string[];
  readonly trees: number;
  /** The library's own default first. */
  readonly measures: readonly {
    readonly name: string;
    readonly measure: Measure;
    /** One a column, and the central 95 % of it over resampled trees. */
    readonly values: Float64Array;
    readonly low: Float64Array;
    readonly high: Float64Array;
  }[];
}

/** What a model says on average while one or two columns are set to each point of a grid. */
export interface PartialDependence {
  readonly kind: 'partial-dependence';
  /** `trees`: other columns averaged over branches; `brute`: over rows. */
  readonly method: 'trees' | 'brute';
  readonly space: Space;
  /** One or two. */
  readonly columns: readonly string[];
  readonly grids: readonly (Float64Array | readonly string[])[];
  readonly outputs: readonly string[];
  /** outputs × points of the first column × points of the second. */
  readonly mean: Float64Array;
  /** outputs × rows × points: every row's own line, where one column is set by `brute`; else empty. */
  readonly lines: Float64Array;
  /** Rows averaged over; 0 for `trees`. */
  readonly rows: number;
  /** Deciles of each number column; empty for categories. */
  readonly deciles: readonly Float64Array[];
}
/** Rows by how often a forest's trees lead them to one leaf. */
export interface RowProximity {
  /** By trees that learned from neither of two rows. */
  readonly outOfBag: boolean;
  readonly trees: number;
  /** Rows of the table that were looked at. */
  readonly rows: Uint32Array;
  /** The target's names where it has classes, and what each row's is: a class's index or a value, NaN where it is missing. */
  readonly classes: readonly string[] | null;
  readonly actual: Float64Array;
  /** rows × 2: where rows lie that share leaves, lie together (classical scaling); squared distances are 1 − proximity. */
  readonly map: Float64Array;
  /** Share of all squared distances that each side of the map shows. */
  readonly shown: readonly number[];
  /** rows × neighbours: the places in `rows` of those most like each row, nearest first, and their proximity. */
  readonly nearest: Int32Array;
  readonly proximity: Float64Array;
  readonly neighbours: number;
  /** Breiman's outlier score, within the row's class where there are classes. */
  readonly outlier: Float64Array;
}

export type Explanation = PermutationImportance | ShapExplanation | TreeImportance | PartialDependence;
