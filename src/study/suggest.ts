import type { TableProfile, ColumnProfile } from '../frame/profile.ts';
import { isClassification, type Task } from '../engine/core/dataset.ts';
import { findTask } from './task.ts';
import { apartColumn, findQuery } from './query.ts';
import { newStep } from './create.ts';
import { findImage } from './image.ts';
import type { ImageShape, StepSpec, Study } from './schema.ts';

export interface Suggestion {
  readonly task: Task;
  readonly reason: string;
  readonly steps: readonly StepSpec[];
  /** Columns left out of learning, and why. */
  readonly excluded: readonly { readonly column: string; readonly reason: string }[];
  readonly warnings: readonly string[];
  /** A column that looks like a query, where the target could be relevance: the study may be about the order of rows. */
  readonly ranking: { readonly query: string; readonly reason: string } | null;
  /** The columns are pixels of images of this shape: the data's own, or found. */
  readonly image: ImageShape | null;
}

const RARE_CLASS = 0.1;
const MANY_CATEGORIES = 50;

/** Why a column cannot help a model, or `null`. Free text is left out by the pipeline itself; the rest by a visible step. */
function uselessBecause(column: ColumnProfile, rows: number): string | null {
  if (column.missing === rows) return 'every cell is missing';
  if (column.distinct <= 1) return 'it has one value only';
  const every = rows - column.missing;
  if (column.type === 'category' && column.distinct > MANY_CATEGORIES && column.distinct > every / 2) return 'nearly every row has its own value, as a name or an identifier has';
  const counts = column.type === 'number' && column.numeric?.integers === true && column.distinct === every && every === rows && rows > 20;
  if (counts && column.numeric!.max - column.numeric!.min === rows - 1) return 'it counts the rows';
  return null;
}

function targetWarnings(target: ColumnProfile, task: Task, rows: number): readonly string[] {
  const warnings: string[] = [];
  if (target.distinct <= 1) warnings.push(`Every row has the same ${target.name}: there is nothing to learn. Choose a target that varies.`);
  if (target.missing > 0) warnings.push(`${target.missing === 1 ? '1 row has' : `${target.missing.toLocaleString('en')} rows have`} no ${target.name}; ${target.missing === 1 ? 'it is' : 'they are'} left out of training and scoring.`);
  const rarest = target.top?.at(-1);
  if (isClassification(task) && rarest && target.top!.length === target.distinct && rarest.count / (rows - target.missing) < RARE_CLASS) {
    warnings.push(`"${rarest.value}" is rare (${rarest.count.toLocaleString('en')} of ${(rows - target.missing).toLocaleString('en')} rows): accuracy will flatter; look at balanced accuracy, PR AUC and the confusion matrix.`);
  }
  return warnings;
}

const MOST_RELEVANCES = 32;

/** Whether this looks like a ranking: a column named as a query is, whose values come back, and a target of few whole numbers from 0 or 1. */
function rankingOf(target: ColumnProfile | null, query: string | null, { columns, rows }: TableProfile): Suggestion['ranking'] {
  const column = columns.find((c) => c.name === query);
  if (!column || !target?.numeric?.integers) return null;
  if (target.numeric.min < 0 || target.distinct > MOST_RELEVANCES || column.distinct * 2 > rows) return null;
  return { query: column.name, reason: `Rows come in ${column.distinct.toLocaleString('en')} queries (${column.name}), and ${target.name} takes ${target.distinct} whole numbers, as relevance does: the rows of each query are put in order.` };
}

/** Task, first steps and what to leave out, from the table's profile: what a careful person would begin with. */
export function suggest(study: Study, profile: TableProfile): Suggestion {
  const target = profile.columns.find((c) => c.name === study.target) ?? null;
  const found = findTask(target, profile.rows);
  const task = study.task ?? found.task;
  const columns = study.data?.columns ?? [];
  const ranking = rankingOf(target, findQuery(columns, study.target), profile);
  const apart = apartColumn(study, task, columns);
  const others = profile.columns.filter((c) => c.name !== study.target && c.name !== apart);
  const image = study.data?.image ?? findImage(profile, study.target);

  const text = others.filter((c) => c.type === 'text').map((c) => ({ column: c.name, reason: 'it holds free text, which these models cannot read yet' }));
  const useless = image === null ? others.filter((c) => c.type !== 'text').flatMap((c) => {
    const reason = uselessBecause(c, profile.rows);
    return reason === null ? [] : [{ column: c.name, reason }];
  }) : [];
  const gone = new Set(useless.map((u) => u.column));
  const used = others.filter((c) => c.type !== 'text' && !gone.has(c.name));
  const numbers = used.filter((c) => c.type !== 'category');
  const categories = used.filter((c) => c.type === 'category');

  const steps: StepSpec[] = [];
  if (useless.length > 0) steps.push(newStep('drop-columns', { columns: useless.map((u) => u.column) }));
  if (numbers.some((c) => c.missing > 0)) steps.push(newStep('simple-imputer', { strategy: 'median' }, 'needed'));
  if (categories.some((c) => c.missing > 0)) steps.push(newStep('simple-imputer', { strategy: 'most_frequent', columns: categories.map((c) => c.name) }, 'needed'));
  if (image === null && numbers.length > 0) steps.push(newStep('standard-scaler', {}, 'needed'));
  if (categories.length > 0) steps.push(newStep('one-hot-encoder', {}, 'needed'));
  return {
    task,
    reason: task === 'ranking' && ranking !== null ? ranking.reason : study.task !== null && study.task !== found.task ? `Chosen by you. ${found.reason}` : found.reason,
    steps,
    excluded: [...text, ...useless],
    warnings: target === null ? [] : targetWarnings(target, task, profile.rows),
    ranking,
    image,
  };
}
