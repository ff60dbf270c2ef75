import { isClassification, type Task } from '../engine/core/dataset.ts';
import { resolveParams, type ParamValues } from '../engine/core/params.ts';
import { catalog } from '../engine/models/catalog.ts';
import type { TableProfile } from '../frame/profile.ts';
import type { ColumnType } from '../frame/table.ts';
import { modelMeta, newModel, newStudy } from '../study/create.ts';
import { parseStudy } from '../study/parse.ts';
import type { ModelSpec, Split, Study } from '../study/schema.ts';
import { suggest } from '../study/suggest.ts';
import type { Args } from './args.ts';
import { readJson } from './files.ts';
import type { Source } from './source.ts';
import { UsageError } from './usage.ts';

const TASKS: readonly Task[] = ['binary', 'multiclass', 'regression', 'ranking', 'unsupervised'];

/** Boosting on the pixels of images takes minutes. */
const NOT_ON_IMAGES: readonly string[] = ['lgbm-classifier', 'lgbm-regressor'];

/** What is tried when `--models` is left out: a baseline, one of each kind, nothing slow. */
const USUAL: Readonly<Record<Task, readonly string[]>> = {
  binary: ['dummy-classifier', 'logistic-regression', 'k-neighbors-classifier', 'decision-tree-classifier', 'random-forest-classifier', 'lgbm-classifier', 'mlp'],
  multiclass: ['dummy-classifier', 'logistic-regression', 'k-neighbors-classifier', 'decision-tree-classifier', 'random-forest-classifier', 'lgbm-classifier', 'mlp'],
  regression: ['dummy-regressor', 'linear-regression', 'ridge', 'k-neighbors-regressor', 'decision-tree-regressor', 'random-forest-regressor', 'lgbm-regressor', 'mlp'],
  ranking: ['dummy-regressor', 'best-column', 'ridge', 'decision-tree-regressor', 'lgbm-ranker'],
  unsupervised: ['isolation-forest', 'autoencoder'],
};

const COLUMN_TYPES: readonly string[] = ['number', 'category', 'date', 'text'] satisfies readonly ColumnType[];

/** `--types FILE`: column types that differ from those found. */
export async function readTypes(args: Args): Promise<Readonly<Record<string, ColumnType>>> {
  const path = args.text('types');
  if (path === undefined) return {};
  const given = await readJson(path);
  if (typeof given !== 'object' || given === null || Array.isArray(given)) throw new UsageError('--types must hold an object: {"column": "category", …}.');
  for (const [name, type] of Object.entries(given)) {
    if (!COLUMN_TYPES.includes(type as string)) throw new UsageError(`--types: "${name}" must be one of ${COLUMN_TYPES.join(', ')}. Got ${JSON.stringify(type)}.`);
  }
  return given as Readonly<Record<string, ColumnType>>;
}

async function readSplit(args: Args, task: Task, seed: number, rows: number): Promise<Split | null> {
  const group = args.text('group');
  const together = group === undefined ? {} : { group };
  const asked = ['test', 'cv', 'folds'].filter((name) => args.text(name) !== undefined);
  if (asked.length > 1) throw new UsageError(`--${asked.join(' and --')} cannot go together: choose one way to split.`);
  const stratify = isClassification(task);
  if (args.text('cv') !== undefined) return { kind: 'k-fold', folds: args.number('cv', 5, { min: 2, max: 1000, integer: true }), stratify, shuffle: true, seed, ...together };
  const path = args.text('folds');
  if (path !== undefined) {
    const folds = await readJson(path);
    if (!Array.isArray(folds) || !folds.every((f) => Number.isInteger(f))) throw new UsageError('--folds must hold a JSON array of whole numbers, the fold of every row.');
    if (folds.length !== rows) throw new UsageError(`--folds names ${folds.length} rows, but the data has ${rows}.`);
    return { kind: 'given', folds: folds as readonly number[] };
  }
  if (args.text('test') === undefined && args.text('study') !== undefined) return null;
  const test = args.number('test', 0.2, { min: 0, max: 1 });
  if (test <= 0 || test >= 1) throw new UsageError(`--test is a share between 0 and 1, such as 0.2. Got ${test}.`);
  return { kind: 'holdout', test, stratify, shuffle: true, seed, ...together };
}

function typeOf(name: string): string {
  const meta = catalog.find((m) => m.type === name || m.name.toLowerCase() === name.toLowerCase());
  if (!meta) throw new UsageError(`There is no model "${name}". There are: ${catalog.map((m) => m.type).join(', ')}.`);
  return meta.type;
}

async function readModels(args: Args, task: Task, seed: number, image: boolean): Promise<readonly ModelSpec[] | null> {
  const names = args.text('models');
  if (names === undefined && args.text('study') !== undefined) return null;
  const usual = image ? [...USUAL[task].filter((type) => !NOT_ON_IMAGES.includes(type)), 'cnn'] : USUAL[task];
  const types = names === undefined ? usual : names.split(',').map((n) => n.trim()).filter(Boolean).map(typeOf);
  if (types.length === 0) throw new UsageError('--models names no model.');
  const path = args.text('params');
  const given = path === undefined ? {} : await readJson(path);
  if (typeof given !== 'object' || given === null || Array.isArray(given)) throw new UsageError('--params must hold an object: {"ridge": {"alpha": 0.5}, …}.');
  const params = given as Readonly<Record<string, ParamValues>>;
  const stray = Object.keys(params).find((type) => !types.includes(type));
  if (stray !== undefined) throw new UsageError(`--params names "${stray}", which is not among the models: ${types.join(', ')}.`);
  return types.map((type) => {
    const meta = modelMeta(type);
    const own = Object.hasOwn(params, type) ? params[type]! : {};
    resolveParams(meta.params, own, meta.name);
    return newModel(type, own, seed);
  });
}

/** The study that the command line's options describe. */
export async function studyOf(args: Args, source: Source, profile: TableProfile): Promise<Study> {
  const path = args.text('study');
  const base = path === undefined ? newStudy(source.data.name) : parseStudy(await readJson(path));
  const target = args.text('target') ?? base.target;
  const taskText = args.text('task');
  if (taskText !== undefined && !TASKS.includes(taskText as Task)) throw new UsageError(`--task must be one of ${TASKS.join(', ')}. Got "${taskText}".`);
  for (const [option, column] of [['target', target], ['query', args.text('query')], ['group', args.text('group')]] as const) {
    if (column === null || column === undefined || source.data.columns.some((c) => c.name === column)) continue;
    throw new UsageError(`--${option}: there is no column "${column}". The data has ${source.data.columns.slice(0, 20).map((c) => `"${c.name}"`).join(', ')}.`);
  }
  const seed = args.number('seed', 42, { min: 0, max: 2 ** 31 - 1, integer: true });
  const query = args.text('query');
  const given = (taskText as Task | undefined) ?? (query === undefined ? base.task : 'ranking');
  const bare: Study = { ...base, data: source.data, target, task: given, ...(query === undefined ? {} : { query }) };
  // A table that looks like a ranking is one where nothing else was said.
  const asked: Study = given === null && path === undefined && suggest(bare, profile).ranking !== null ? { ...bare, task: 'ranking' } : bare;
  const found = suggest(asked, profile);
  const started: Study = { ...asked, data: { ...source.data, image: found.image } };
  const task = started.task ?? found.task;
  const split = await readSplit(args, task, seed, source.data.rows);
  const models = await readModels(args, task, seed, found.image !== null);
  return {
    ...started,
    task,
    metric: args.text('metric') ?? base.metric,
    steps: path === undefined ? found.steps : base.steps,
    split: split ?? base.split,
    models: models ?? base.models,
  };
}
