import type { Matrix } from '../../frame/matrix.ts';
import type { Meta } from './algorithm.ts';
import { type Dataset, isClassification } from './dataset.ts';
import { StudioError } from './errors.ts';

/** What `checkFitInput` has made sure of: no field is null unless it may be. */
export interface CheckedInput {
  readonly X: Matrix;
  /** Empty without a target. */
  readonly y: Float64Array;
  /** Empty unless the task is a classification. */
  readonly classes: readonly string[];
  readonly weight: Float64Array | null;
  /** Query of every row; empty unless the task is a ranking. */
  readonly groups: Int32Array;
}

const plural = (n: number, one: string, many = `${one}s`): string => `${n.toLocaleString('en')} ${n === 1 ? one : many}`;

function checkShape(X: Matrix, meta: Meta): void {
  const p = X.columns.length;
  if (p === 0) throw new StudioError('data', `${meta.name} needs at least one column to learn from; there is none. Keep a column, or change the steps that drop it.`, { algorithm: meta.type });
  if (X.values.length !== X.rows * p) throw new StudioError('internal', `A matrix of ${plural(X.rows, 'row')} and ${plural(p, 'column')} came with ${plural(X.values.length, 'value')}.`, { algorithm: meta.type });
}

/** Category columns come as whole codes, 0 to the number of names (one that was not there in training), and only to models that take them. */
function checkCategories(X: Matrix, meta: Meta): void {
  const p = X.columns.length;
  for (const [j, names] of (X.categories ?? []).entries()) {
    if (names === null) continue;
    const column = X.columns[j]!;
    if (!meta.tags.categories) throw new StudioError('data', `Column "${column}" holds categories, and ${meta.name} takes numbers. Add an encoding step before it.`, { algorithm: meta.type, column });
    for (let row = 0; row < X.rows; row++) {
      const code = X.values[row * p + j]!;
      // A missing one is refused or not with all other missing values.
      if (Number.isNaN(code) || (Number.isInteger(code) && code >= 0 && code <= names.length)) continue;
      throw new StudioError('internal', `Column "${column}" came with the code ${code} in row ${row + 1}, and there are ${plural(names.length, 'category', 'categories')}.`, { algorithm: meta.type, column, row });
    }
  }
}

/** Refuses infinities always and NaN unless the tags allow it, naming the first such cell. */
function checkNumbers(X: Matrix, meta: Meta): void {
  const p = X.columns.length;
  const { values } = X;
  for (let at = 0; at < values.length; at++) {
    const v = values[at]!;
    // v − v is 0 for every finite number and NaN for all others.
    if (v - v === 0 || (meta.tags.allowNaN && Number.isNaN(v))) continue;
    const column = X.columns[at % p]!;
    const row = Math.floor(at / p);
    const message = Number.isNaN(v)
      ? `Column "${column}" has a missing value in row ${row + 1}, and ${meta.name} cannot learn from missing values. Add an imputation step before it.`
      : `Column "${column}" holds ${v > 0 ? 'infinity' : 'minus infinity'} in row ${row + 1}; ${meta.name} needs finite numbers. Correct the value or drop the row.`;
    throw new StudioError('data', message, { algorithm: meta.type, column, row });
  }
}

function checkTarget(train: Dataset, meta: Meta): void {
  const { X, y, classes, task } = train;
  const fail = (message: string, row?: number): never => {
    throw new StudioError('data', message, row === undefined ? { algorithm: meta.type } : { algorithm: meta.type, row });
  };
  if (!y) return fail(`${meta.name} learns from a target, and there is none. Choose the column to predict.`);
  if (y.length !== X.rows) return fail(`The target has ${plural(y.length, 'value')} for ${plural(X.rows, 'row')}; there must be one a row.`);
  const k = classes?.length ?? 0;
  if (isClassification(task) && k === 0) return fail(`${meta.name} needs the names of the classes, and there are none.`);
  for (let i = 0; i < y.length; i++) {
    const v = y[i]!;
    if (v - v !== 0) return fail(`The target of row ${i + 1} is ${Number.isNaN(v) ? 'missing' : 'infinite'}; ${meta.name} needs a value in every training row. Drop such rows.`, i);
    if (isClassification(task) && !(Number.isInteger(v) && v >= 0 && v < k)) return fail(`The target of row ${i + 1} is class ${v}, and there are classes 0 to ${k - 1}.`, i);
  }
}

function checkGroups({ X, groups }: Dataset, meta: Meta): void {
  const fail = (message: string): never => { throw new StudioError('data', message, { algorithm: meta.type }); };
  if (!groups) return fail(`${meta.name} puts the rows of each query in order, and no queries were given. Choose the query column.`);
  if (groups.length !== X.rows) fail(`There are queries for ${plural(groups.length, 'row')}, and ${plural(X.rows, 'row')}; there must be one a row.`);
  const bad = groups.findIndex((q) => q < 0);
  if (bad >= 0) fail(`Row ${bad + 1} belongs to no query. Drop such rows.`);
}

function checkWeight(weight: Float64Array | null, rows: number, meta: Meta): void {
  if (!weight) return;
  const fail = (message: string): never => { throw new StudioError('data', message, { algorithm: meta.type }); };
  if (!meta.tags.sampleWeight) fail(`${meta.name} cannot weigh rows. Choose another model, or train without weights.`);
  if (weight.length !== rows) fail(`There are ${plural(weight.length, 'weight')} for ${plural(rows, 'row')}; there must be one a row.`);
  const bad = weight.findIndex((w) => !(w >= 0 && w < Infinity));
  if (bad >= 0) fail(`The weight of row ${bad + 1} is ${weight[bad]}; weights must be finite and not negative.`);
  if (!weight.some((w) => w > 0)) fail('Every row has weight zero; give at least one row a weight above zero.');
}

/**
 * What every `fit` may take for granted after one call: at least one row and column, finite numbers (NaN where the tags
 * allow it), a target that fits the task, weights that fit the rows. Throws StudioError('data' | 'unsupported') naming the place.
 */
export function checkFitInput(train: Dataset, meta: Meta): CheckedInput {
  const { X, task } = train;
  if (!meta.tags.tasks.includes(task)) throw new StudioError('unsupported', `${meta.name} is for ${meta.tags.tasks.join(', ')}; this task is ${task}. Choose another model.`, { algorithm: meta.type });
  checkShape(X, meta);
  if (X.rows === 0) throw new StudioError('data', `${meta.name} needs at least one row to learn from; there is none.`, { algorithm: meta.type });
  if (task !== 'unsupervised') checkTarget(train, meta);
  if (task === 'ranking') checkGroups(train, meta);
  checkWeight(train.sampleWeight, X.rows, meta);
  checkCategories(X, meta);
  checkNumbers(X, meta);
  return { X, y: train.y ?? new Float64Array(0), classes: train.classes ?? [], weight: train.sampleWeight, groups: train.groups ?? new Int32Array(0) };
}

/** Refuses a matrix whose columns are not those of the training, by name and in order, or whose numbers the model cannot take. */
export function checkPredictInput(columns: readonly string[], X: Matrix, meta: Meta): void {
  const same = X.columns.length === columns.length && columns.every((name, j) => name === X.columns[j]);
  if (!same) {
    const missing = columns.filter((name) => !X.columns.includes(name));
    const extra = X.columns.filter((name) => !columns.includes(name));
    const list = (names: readonly string[]): string => names.slice(0, 5).map((n) => `"${n}"`).join(', ') + (names.length > 5 ? ` and ${names.length - 5} more` : '');
    const what = [
      missing.length > 0 ? `${list(missing)} ${missing.length === 1 ? 'is' : 'are'} missing` : '',
      extra.length > 0 ? `${list(extra)} ${extra.length === 1 ? 'is' : 'are'} new` : '',
    ].filter(Boolean).join(' and ') || `the order differs (expected ${list(columns)}, got ${list(X.columns)})`;
    const place = missing[0] ?? extra[0];
    throw new StudioError('data', `${meta.name} was trained on other columns: ${what}. Give it the columns of the training, in that order.`, place === undefined ? { algorithm: meta.type } : { algorithm: meta.type, column: place });
  }
  checkShape(X, meta);
  checkCategories(X, meta);
  checkNumbers(X, meta);
}
