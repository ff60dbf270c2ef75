import { StudioError } from '../engine/core/errors.ts';
import { defaultsOf } from '../engine/core/params.ts';
import { findMeta, modelMeta, newModel } from './create.ts';
import type { ModelSpec } from './schema.ts';

/** Whether a finished model of this type can be trained further. */
export const canContinue = (type: string): boolean => findMeta(type)?.continues !== undefined;

/** The model that this one goes on from; `null` where it starts anew. */
export function earlierOf({ continues, ...model }: ModelSpec): ModelSpec | null {
  const last = continues?.at(-1);
  if (last === undefined) return null;
  const before = continues!.slice(0, -1);
  return { ...model, ...last, ...(before.length > 0 ? { continues: before } : {}) };
}

/** The chain of trainings that ends with this model, the first one first. */
export const chainOf = (model: ModelSpec): readonly ModelSpec[] => {
  const earlier = earlierOf(model);
  return earlier === null ? [model] : [...chainOf(earlier), model];
};

function length({ type, params }: ModelSpec): number {
  const meta = modelMeta(type);
  return Number({ ...defaultsOf(meta.params), ...params }[meta.continues!.by]);
}

/** Rounds or trees that a model adds to the one it goes on from. */
export function addedBy(model: ModelSpec): number {
  const earlier = earlierOf(model);
  return earlier !== null && modelMeta(model.type).continues!.counts === 'all' ? length(model) - length(earlier) : length(model);
}

/** A model that goes on from `model` by `more` rounds or trees, with the same settings and seed. Throws StudioError('unsupported') where its type cannot. */
export function continuedModel(model: ModelSpec, more: number): ModelSpec {
  const { continues, name } = modelMeta(model.type);
  if (continues === undefined) throw new StudioError('unsupported', `Training of ${name} cannot be continued. It can for the forests, and for XGBoost and LightGBM.`, { algorithm: model.type });
  const total = continues.counts === 'all' ? length(model) + more : more;
  return {
    ...newModel(model.type, { ...model.params, [continues.by]: total }, model.seed),
    continues: [...(model.continues ?? []), { params: model.params, seed: model.seed }],
  };
}
