import type { Predictions } from '../../../study/results.ts';

/** A cell of the confusion matrix that is asked for its rows. */
export interface Cell {
  /** Class indices; in a one-against-the-rest view, whether the row is (was called) the class in focus. */
  readonly truth: number;
  readonly predicted: number;
}

export interface CellRows {
  readonly rows: Uint32Array;
  readonly score: Float64Array;
  readonly total: number;
}

/**
 * Rows of one cell when a class stands against all others: `cell` holds 1 for the class and 0 for the rest. Surest
 * predictions first, since those are the mistakes to look at; at most `limit`.
 */
export function oneAgainstRestRows({ rows, yTrue, proba }: Predictions, classes: number, focus: number, threshold: number, cell: Cell, limit: number): CellRows {
  if (proba === null || yTrue === null) return { rows: new Uint32Array(), score: new Float64Array(), total: 0 };
  const score = (i: number): number => proba[i * classes + focus]!;
  const at = Array.from(rows.keys()).filter((i) => Number(yTrue[i] === focus) === cell.truth && Number(score(i) >= threshold) === cell.predicted);
  at.sort((a, b) => (cell.predicted === 1 ? score(b) - score(a) : score(a) - score(b)) || rows[a]! - rows[b]!);
  const kept = at.slice(0, limit);
  return { rows: Uint32Array.from(kept, (i) => rows[i]!), score: Float64Array.from(kept, score), total: at.length };
}
