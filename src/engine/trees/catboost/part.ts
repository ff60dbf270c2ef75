/** Rows and what they weigh. */
export interface Part {
  /** Address of the row numbers; 0 for 0 … count − 1. */
  readonly rows: number;
  readonly count: number;
  /** Address of a pair a row (derivative × weight, weight), for each output. */
  readonly pairs: readonly number[];
}

/** What a split is judged by: averages over `body`, rated on `tail`. In plain boosting both are the same. */
export interface Evidence {
  readonly body: Part;
  readonly tail: Part;
  /** Already scaled by the mean weight. */
  readonly l2: number;
}

/** Bytes of a pair of doubles. */
export const PAIR = 16;
