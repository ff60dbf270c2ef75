import type { CurveStep } from '../../../charts/train/learning-curves.ts';
import type { Meta } from '../../../engine/core/algorithm.ts';
import type { ParamValue, ParamValues } from '../../../engine/core/params.ts';
import { addedBy } from '../../../study/continued.ts';
import { findMeta } from '../../../study/create.ts';
import type { ModelSpec } from '../../../study/schema.ts';
import { IMPORTED } from '../../../study/tree-formats.ts';

export const metaOf: (type: string) => Meta | undefined = findMeta;
export const isBaseline = (type: string): boolean => metaOf(type)?.tags.family === 'baseline';
export const isEbm = (type: string): boolean => metaOf(type)?.module === 'interpret.glassbox';
export const isTree = (type: string): boolean => metaOf(type)?.tags.family === 'tree';
/** Trees that each stand for themselves, and are averaged. */
export const isForest = (type: string): boolean => isTree(type) && metaOf(type)?.module === 'sklearn.ensemble' && metaOf(type)?.tags.tasks.includes('unsupervised') === false;
export const isNet = (type: string): boolean => metaOf(type)?.tags.family === 'neural';

/** Whether training may be stopped with the best so far. */
export const stopsEarly = (type: string): boolean => metaOf(type)?.step !== undefined;

const STEP_WORDS = { epoch: 'Epoch', round: 'Round', tree: 'Tree' } as const;

/** What its training goes by: an epoch, a round of boosting, a tree, or an iteration of a solver. */
export function stepWord(type: string): CurveStep {
  const step = metaOf(type)?.step;
  return step === undefined ? 'Iteration' : STEP_WORDS[step];
}

/** `KNeighborsClassifier` as words: "K neighbors classifier"; names that are words already stay. */
export const typeLabel = (type: string): string => metaOf(type)?.name ?? type;

export const paramText = (value: ParamValue): string => {
  if (value === null) return 'none';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  return value.length === 0 ? 'none' : value.join(', ');
};

/** Parameters that are not at their default, as name and value. */
export function changedParams(type: string, params: ParamValues): readonly { readonly name: string; readonly value: ParamValue }[] {
  const schema = metaOf(type)?.params ?? {};
  return Object.entries(params)
    .filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(schema[name]?.default))
    .map(([name, value]) => ({ name, value }));
}

const full = (model: ModelSpec): Readonly<Record<string, ParamValue>> => {
  const schema = metaOf(model.type)?.params ?? {};
  const defaults = Object.fromEntries(Object.entries(schema).map(([name, p]) => [name, p.default]));
  return { ...defaults, ...model.params, seed: model.seed };
};

/** ", continued by 50 rounds" for a model that goes on from another. */
export function continuedText(model: ModelSpec): string {
  if (model.continues === undefined) return '';
  return `, continued by ${addedBy(model)} ${metaOf(model.type)?.step ?? 'round'}s`;
}

/** What the library's parameter of length says of a model that goes on is told as what it adds. */
const lengthOf = ({ type, continues }: ModelSpec): string | undefined => (continues === undefined ? undefined : metaOf(type)?.continues?.by);

/** What a model file was called. */
const fileOf = ({ type, params }: ModelSpec): string => (type === IMPORTED && typeof params['name'] === 'string' ? params['name'] : '');

/** A name for every model: a file's own, else its type, and where a type is there more than once, what tells it from the others. */
export function modelLabels(models: readonly ModelSpec[]): Readonly<Record<string, string>> {
  const labels: Record<string, string> = {};
  for (const model of models) {
    if (fileOf(model) !== '') {
      labels[model.id] = fileOf(model);
      continue;
    }
    // One that goes on from another is called after what it adds; the others are told apart among themselves.
    const twins = models.filter((other) => other.type === model.type && continuedText(other) === continuedText(model));
    const name = `${typeLabel(model.type)}${continuedText(model)}`;
    if (twins.length === 1) {
      labels[model.id] = name;
      continue;
    }
    const mine = full(model);
    const all = twins.map(full);
    const differing = Object.keys(mine).filter((key) => key !== lengthOf(model) && all.some((other) => JSON.stringify(other[key]) !== JSON.stringify(mine[key])));
    labels[model.id] = differing.length === 0 ? `${name} ${twins.indexOf(model) + 1}` : `${name}, ${differing.slice(0, 2).map((key) => `${key} ${paramText(mine[key]!)}`).join(', ')}`;
  }
  return labels;
}
