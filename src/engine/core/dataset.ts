import { type Matrix, takeRows } from '../../frame/matrix.ts';

/** `ranking`: rows of each query are put in order of relevance. `unsupervised`: there is no target; the model describes the rows themselves. */
export type Task = 'binary' | 'multiclass' | 'regression' | 'ranking' | 'unsupervised';
/** Tasks with a target, which have scores. */
export type Supervised = Exclude<Task, 'unsupervised'>;
export const isClassification = (task: Task): boolean => task === 'binary' || task === 'multiclass';

/** What `fit` learns from. */
export interface Dataset {
  readonly X: Matrix;
  readonly task: Task;
  /** Class index (into `classes`) or value, one per row; `null` without a target. */
  readonly y: Float64Array | null;
  /** Names of the classes, in sorted order; `null` unless the task is a classification. */
  readonly classes: readonly string[] | null;
  readonly sampleWeight: Float64Array | null;
  /** Ranking: the query of every row, numbered from 0; rows of one query need not be neighbours. Left out in other tasks. */
  readonly groups?: Int32Array | null;
}

export function takeDataset(data: Dataset, rows: ArrayLike<number>): Dataset {
  const pick = (values: Float64Array | null): Float64Array | null =>
    values === null ? null : Float64Array.from({ length: rows.length }, (_, i) => values[rows[i]!]!);
  const { groups } = data;
  return {
    ...data, X: takeRows(data.X, rows), y: pick(data.y), sampleWeight: pick(data.sampleWeight),
    ...(groups ? { groups: Int32Array.from({ length: rows.length }, (_, i) => groups[rows[i]!]!) } : {}),
  };
}
