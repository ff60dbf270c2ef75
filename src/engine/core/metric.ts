import type { Supervised } from './dataset.ts';

/** What a metric is given; all arrays have one entry a row. */
export interface Scored {
  /** Class index or value. */
  readonly yTrue: Float64Array;
  /** Class index or value. */
  readonly yPred: Float64Array;
  /** rows × K row-major, or `null` where the model gives none. */
  readonly proba: Float64Array | null;
  readonly classes: readonly string[] | null;
  readonly weight: Float64Array | null;
  /** Ranking: the query of every row. */
  readonly groups?: Int32Array | null;
}

/** A metric is a pure function with a direction, never a class. */
export interface Metric {
  /** Kebab-case, as on the command line: `roc-auc`. */
  readonly type: string;
  /** As shown: "ROC AUC". */
  readonly name: string;
  /** The reference function, such as `sklearn.metrics.roc_auc_score`. */
  readonly python: string;
  /** Keyword arguments that function needs for a task beside the rows, such as `average='macro'`. */
  readonly pythonArgs?: Readonly<Partial<Record<Supervised, string>>>;
  /** One line a pupil understands. */
  readonly help: string;
  readonly tasks: readonly Supervised[];
  readonly needs: 'labels' | 'probabilities';
  readonly better: 'higher' | 'lower';
  /** The best value there is, for axes and for colour. */
  readonly best: number;
  /** NaN where it is not defined for these rows (one class only, for instance). */
  score(s: Scored): number;
  /** Metrics of a ranking: the score of every query that has rows, in the order of their numbers; `score` is their mean. */
  perQuery?(s: Scored): Float64Array;
}
