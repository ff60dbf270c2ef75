import type { AnyAlgorithm } from '../engine/core/algorithm.ts';
import { StudioError } from '../engine/core/errors.ts';
import type { AnyTransformer } from '../engine/core/transformer.ts';
import { all as models } from '../engine/models/index.ts';
import { importedTreesModel } from '../engine/trees/imported/model.ts';
import { importedTrees } from '../engine/trees/imported/meta.ts';
import { all as transformers } from '../engine/transformers/index.ts';

/** Trees of a model file: no model that one chooses, so it is in no catalogue. */
const imported = { ...importedTrees, ...importedTreesModel } as unknown as AnyAlgorithm;

/** The behaviour behind a type; workers and the command line only (the page knows metas: create.ts). */
export function algorithmOf(type: string): AnyAlgorithm {
  const found = type === imported.type ? imported : models.find((m) => m.type === type);
  if (!found) throw new StudioError('unsupported', `There is no model "${type}". There are: ${models.map((m) => m.type).join(', ')}.`, { algorithm: type });
  return found;
}

export function transformerOf(type: string): AnyTransformer {
  const found = transformers.find((t) => t.type === type);
  if (!found) throw new StudioError('unsupported', `There is no step "${type}". There are: ${transformers.map((t) => t.type).join(', ')}.`, { algorithm: type });
  return found;
}
