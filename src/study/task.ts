import type { Task } from '../engine/core/dataset.ts';
import type { ColumnProfile } from '../frame/profile.ts';

export interface FoundTask {
  readonly task: Task;
  /** "species has 3 distinct values: a classification into 3 classes." */
  readonly reason: string;
}

/** Few whole numbers, each seen often, are names of classes rather than amounts. */
const CLASS_LIKE = 10;
const ROWS_A_CLASS = 10;

/** What kind of question the target asks, from its profile; the person can override it. */
export function findTask(target: ColumnProfile | null, rows: number): FoundTask {
  if (target === null) return { task: 'unsupervised', reason: 'No target is chosen: models describe the rows themselves.' };
  const { name, distinct, type, numeric } = target;
  if (type === 'category' || type === 'text') {
    if (distinct <= 2) return { task: 'binary', reason: `${name} has ${distinct} distinct values: a yes-or-no classification.` };
    return { task: 'multiclass', reason: `${name} has ${distinct} distinct values: a classification into ${distinct} classes.` };
  }
  if (type === 'number' && numeric?.integers && distinct === 2) return { task: 'binary', reason: `${name} takes two whole numbers only: a yes-or-no classification.` };
  if (type === 'number' && numeric?.integers && distinct > 2 && distinct <= CLASS_LIKE && rows >= distinct * ROWS_A_CLASS) {
    return { task: 'multiclass', reason: `${name} takes ${distinct} whole numbers only: a classification into ${distinct} classes. Choose regression if they are amounts.` };
  }
  return { task: 'regression', reason: `${name} is a ${type === 'date' ? 'date' : 'number'} with many values: a regression.` };
}
