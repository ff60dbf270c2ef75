import type { Matrix } from '../../../frame/matrix.ts';
import { isClassification, type Task } from '../../core/dataset.ts';
import { StudioError } from '../../core/errors.ts';
import type { TreeEnsemble } from '../ensemble.ts';
import type { DerivedColumn, LookupPart } from '../files/derived.ts';
import { isPlain } from '../files/derived.ts';
import type { TreeModelFile } from '../files/model-file.ts';
import { recodeSets } from '../files/recode.ts';

/** A file's trees over a table's columns. Plain data. */
export type BoundTrees = {
  /** Over the columns of the table's matrix, in its order; behind them the derived ones. Outputs in the order of the study's classes. */
  readonly ensemble: TreeEnsemble;
  /** How the ensemble's columns come from the matrix's; `null` where they are the same. */
  readonly derived: readonly DerivedColumn[] | null;
  readonly notes: readonly string[];
};

type Columns = Pick<Matrix, 'columns' | 'categories'>;

const few = (names: readonly string[]): string => `${names.slice(0, 5).map((n) => `"${n}"`).join(', ')}${names.length > 5 ? ` and ${names.length - 5} more` : ''}`;

/** For each of the file's columns, the matrix's: by name, or by place where the file has no names. */
function findColumns(file: TreeModelFile, X: Columns): readonly number[] {
  if (file.columns.every((c) => c.unnamed) && !file.columns.every((c) => X.columns.includes(c.name))) {
    if (file.columns.length !== X.columns.length) {
      throw new StudioError('data', `The model file names no columns and reads ${file.columns.length}; this table has ${X.columns.length} to give it. Leave the same columns in the same order.`);
    }
    return file.columns.map((_, j) => j);
  }
  // LightGBM has no blanks in names.
  const plain = (name: string): string => (file.library === 'LightGBM' ? name.replaceAll(/[\s=]+/g, '_') : name);
  const places = file.columns.map((c) => X.columns.findIndex((name) => name === c.name || plain(name) === c.name));
  const asked = new Set(file.ensemble.feature);
  const missing = file.columns.filter((_, j) => places[j]! < 0 && (asked.has(j) || !isPlain(file.derived)));
  if (missing.length > 0) throw new StudioError('data', `The model file reads the column${missing.length === 1 ? '' : 's'} ${few(missing.map((c) => c.name))}, which this table does not have. It has ${few(X.columns)}.`, { column: missing[0]!.name });
  return places;
}

/** The table's codes of one of the file's category columns, by the file's codes; −1 where the table has no such category. */
function recode(file: TreeModelFile, j: number, own: readonly string[] | null, notes: string[]): readonly number[] {
  const { name, categories } = file.columns[j]!;
  const theirs = file.ensemble.categories[j]!;
  if (own === null) {
    throw new StudioError('data', `The model file has categories in "${name}", and this table numbers. Set the type of "${name}" to category.`, { column: name });
  }
  if (categories !== null || theirs.every((text) => own.includes(text))) return theirs.map((text) => own.indexOf(text));
  if (theirs.length > own.length) throw new StudioError('data', `The model file does not name the categories of "${name}" and asks for ${theirs.length}; the table has ${own.length}. Save the model with XGBoost 3.1 or later, which keeps the names.`, { column: name });
  notes.push(`The model file does not name the categories of "${name}"; they are taken in alphabetical order, as pandas numbers them.`);
  const sorted = [...own].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  return theirs.map((_, code) => own.indexOf(sorted[code]!));
}

/** For each of the study's classes the file's output. */
function findClasses(file: TreeModelFile, task: Task, classes: readonly string[] | null, notes: string[]): readonly number[] | null {
  if (!isClassification(task) !== (file.task === 'regression')) {
    throw new StudioError('unsupported', `The model file is ${file.task === 'regression' ? 'a regression' : 'a classification'} (${file.objective}), and this study is ${isClassification(task) ? 'a classification' : task === 'unsupervised' ? 'without a target' : `a ${task}`}.`);
  }
  if (classes === null || file.classes === null) return null;
  if (file.classes.length !== classes.length) throw new StudioError('data', `The model file knows ${file.classes.length} classes (${few(file.classes)}), and this study has ${classes.length} (${few(classes)}).`);
  const places = classes.map((name) => file.classes!.indexOf(name));
  if (!places.includes(-1)) return places;
  if (!file.countedClasses) throw new StudioError('data', `The model file knows the classes ${few(file.classes)}, and this study has ${few(classes)}.`);
  notes.push(`The model file does not name its classes; they are taken in alphabetical order: ${classes.map((name, k) => `${k} is "${name}"`).slice(0, 10).join(', ')}.`);
  return classes.map((_, k) => k);
}

/** Outputs in another order; of one probability, that of the other class. */
function orderOutputs(e: TreeEnsemble, order: readonly number[]): TreeEnsemble {
  if (order.every((from, to) => from === to)) return e;
  if (e.outputs === 1) return { ...e, value: e.value.map((v) => -v), base: e.base.map((v) => -v) };
  const to = Int32Array.from(order, (_, k) => order.indexOf(k));
  return {
    ...e,
    base: Float64Array.from(order, (from) => e.base[from]!),
    output: e.output.map((k) => to[k] ?? 0),
    value: e.width === 1 ? e.value : e.value.map((_, at) => e.value[at - (at % e.width) + order[at % e.width]!]!),
  };
}

const rename = (part: LookupPart, places: readonly number[]): LookupPart => ({ ...part, column: places[part.column]! });

/**
 * Puts a file's trees over a table's columns: found by name, categories in the table's codes, outputs in the order of the
 * study's classes. A CatBoost file must have been read with the table's categories. Throws StudioError with what does not fit.
 */
export function bindTrees(file: TreeModelFile, X: Columns, task: Task, classes: readonly string[] | null): BoundTrees {
  const notes = [...file.notes];
  const places = findColumns(file, X);
  const order = findClasses(file, task, classes, notes);
  const codes = file.ensemble.categories.map((theirs, j) => (theirs === null || (places[j] ?? -1) < 0 ? null : recode(file, j, X.categories?.[places[j]!] ?? null, notes)));
  const wrong = file.columns.find((c, j) => c.kind === 'number' && places[j]! >= 0 && (X.categories?.[places[j]!] ?? null) !== null);
  if (wrong) throw new StudioError('data', `The model file has numbers in "${wrong.name}", and this table categories. Set the type of "${wrong.name}" to number.`, { column: wrong.name });

  // The matrix's own columns first, so that most files need nothing derived; then those that are made.
  const p = X.columns.length;
  const made = file.derived.map((column, j) => (column.kind === 'lookup' || column.zeroMissing ? j : -1)).filter((j) => j >= 0);
  const to = file.derived.map((_, j) => (made.includes(j) ? p + made.indexOf(j) : places[j]!));
  const derived = made.map((j): DerivedColumn => {
    const column = file.derived[j]!;
    return column.kind === 'lookup' ? { ...column, parts: column.parts.map((part) => rename(part, places)) } : { ...column, column: places[column.column]! };
  });
  const e = orderOutputs(file.ensemble, order ?? Array.from({ length: file.ensemble.outputs }, (_, k) => k));
  return {
    notes,
    derived: made.length === 0 ? null : [...X.columns.map((_, column): DerivedColumn => ({ kind: 'column', column, zeroMissing: false })), ...derived],
    ensemble: {
      ...e, ...recodeSets(e, codes), feature: e.feature.map((j) => (j < 0 ? -1 : to[j]!)),
      columns: [...X.columns, ...made.map((j) => file.ensemble.columns[j]!)],
      categories: [...X.columns.map((_, j) => X.categories?.[j] ?? null), ...made.map(() => null)],
    },
  };
}
