import type { Task } from '../core/dataset.ts';
import { StudioError } from '../core/errors.ts';
import { type Code, evaluateAnomaly } from './anomaly.ts';
import { evaluateClassification } from './classification.ts';
import type { Evaluation } from './evaluation.ts';
import { evaluateRanking } from './ranking.ts';
import { evaluateRegression } from './regression.ts';

export interface Predicted {
  /** Class index or value of every row; `null` without a target. */
  readonly yTrue: Float64Array | null;
  /** Class index, value, or anomaly score. */
  readonly yPred: Float64Array;
  /** rows × classes, row-major. */
  readonly proba: Float64Array | null;
  /** Ranking: the query of every row. */
  readonly groups?: Int32Array;
}

/**
 * Everything the Evaluate screen draws. `rows` are the table's numbers of the predicted rows, one a prediction;
 * `code`: for tasks without a target, where some of the rows lie in the code of a net. Throws StudioError('data') without rows.
 */
export function evaluate(predicted: Predicted, task: Task, classes: readonly string[] | null, rows: Uint32Array, code: Code | null = null): Evaluation {
  const { yTrue, yPred, proba, groups } = predicted;
  if (rows.length === 0) throw new StudioError('data', 'There are no predicted rows to evaluate. Give the test part at least one row.');
  if (task === 'unsupervised') return evaluateAnomaly(rows, yPred, code);
  if (yTrue === null) throw new StudioError('internal', 'Predictions of a study with a target came without true values.');
  if (task === 'regression') return evaluateRegression(rows, yTrue, yPred);
  if (task === 'ranking') {
    if (!groups) throw new StudioError('internal', 'Predictions of a ranking came without queries.');
    return evaluateRanking(rows, yTrue, yPred, groups);
  }
  if (classes === null) throw new StudioError('internal', 'Predictions of a classification came without names of classes.');
  return evaluateClassification(yTrue, yPred, proba, classes);
}
