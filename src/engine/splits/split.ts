/** What splits have in common that are not given row by row. */
interface Drawn {
  readonly stratify: boolean;
  readonly shuffle: boolean;
  readonly seed: number;
  /** Column whose rows of one value stay together, on one side of every fold; left out, every row is on its own. Classes are then not kept in proportion. */
  readonly group?: string;
}

/** How rows are divided into those a model learns from and those it is scored on. */
export type Split =
  | ({ readonly kind: 'holdout'; readonly test: number } & Drawn)
  /** `validation` is for early stopping and tuning; scores are always of `test`. */
  | ({ readonly kind: 'train-validation-test'; readonly validation: number; readonly test: number } & Drawn)
  | ({ readonly kind: 'k-fold'; readonly folds: number } & Drawn)
  /** The fold of every table row, as others made it; −1 leaves a row out of every test. */
  | { readonly kind: 'given'; readonly folds: readonly number[] };

/** Row numbers of one fold, each list ascending and none overlapping another. */
export interface SplitRows {
  readonly train: Uint32Array;
  readonly validation: Uint32Array | null;
  readonly test: Uint32Array;
}
