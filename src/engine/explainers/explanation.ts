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

export interface ShapExplanation {
  readonly kind: 'shap';
  readonly method: 'linear' | 'kernel';
  /** `log-odds`: linear classifiers explained exactly; `probability`: kernel on classifiers; `value`: regression. */
  readonly space: 'log-odds' | 'probability' | 'value';
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
}
export type Explanation = PermutationImportance | ShapExplanation;
