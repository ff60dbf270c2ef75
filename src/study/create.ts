import { StudioError } from '../engine/core/errors.ts';
import type { Meta } from '../engine/core/algorithm.ts';
import type { ParamValues } from '../engine/core/params.ts';
import type { TransformerMeta } from '../engine/core/transformer.ts';
import { catalog as models } from '../engine/models/catalog.ts';
import { catalog as transformers } from '../engine/transformers/catalog.ts';
import { importedTrees } from '../engine/trees/imported/meta.ts';
import type { ModelSpec, Split, StepSpec, Study } from './schema.ts';

/** Never all digits: objects put keys that look like integers before all others. */
const newId = (): string => `i${crypto.randomUUID().slice(0, 8)}`;

export const defaultSplit: Split = { kind: 'holdout', test: 0.2, stratify: true, shuffle: true, seed: 42 };

export function newStudy(name = 'Untitled study'): Study {
  return {
    format: 'tablab/study', version: 1, id: crypto.randomUUID(), name,
    data: null, target: null, task: null, steps: [], split: defaultSplit, models: [], metric: null, notes: '',
  };
}

/** The catalogue's models, and that of a model file, which no catalogue has because it is not chosen but opened. */
export const findMeta = (type: string): Meta | undefined => (type === importedTrees.type ? importedTrees : models.find((m) => m.type === type));

export function modelMeta(type: string): Meta {
  const meta = findMeta(type);
  if (!meta) throw new StudioError('unsupported', `There is no model "${type}". There are: ${models.map((m) => m.type).join(', ')}.`, { algorithm: type });
  return meta;
}

export function transformerMeta(type: string): TransformerMeta {
  const meta = transformers.find((t) => t.type === type);
  if (!meta) throw new StudioError('unsupported', `There is no step "${type}". There are: ${transformers.map((t) => t.type).join(', ')}.`, { algorithm: type });
  return meta;
}

/** Only what differs from the defaults is kept, so that a study says what was chosen. */
export const newStep = (type: string, params: ParamValues, only?: 'needed'): StepSpec =>
  ({ id: newId(), type, version: transformerMeta(type).version, enabled: true, ...(only ? { only } : {}), params });

export const newModel = (type: string, params: ParamValues = {}, seed = 42): ModelSpec => ({ id: newId(), type, version: modelMeta(type).version, params, seed });
