import type { Meta } from '../../../engine/core/algorithm.ts';
import { newModel } from '../../../study/create.ts';
import type { ModelSpec, Study } from '../../../study/schema.ts';

/** Changes of the list of models, each the body of one undoable edit. */
export const changeModel = (id: string, change: Partial<Pick<ModelSpec, 'params' | 'seed'>>) => (study: Study): Study => ({ ...study, models: study.models.map((m) => (m.id === id ? { ...m, ...change } : m)) });

export const removeModel = (id: string) => (study: Study): Study => ({ ...study, models: study.models.filter((m) => m.id !== id) });

/** The copy stands after its original with the next seed, so that it is another training and not the same one twice. */
export const duplicateModel = (id: string) => (study: Study): Study => ({
  ...study,
  models: study.models.flatMap((m) => (m.id === id ? [m, { ...newModel(m.type, m.params, Math.max(...study.models.filter((o) => o.type === m.type).map((o) => o.seed)) + 1), ...(m.continues ? { continues: m.continues } : {}) }] : [m])),
});

/** Those of the given types that the study does not have yet. */
export const addMissing = (metas: readonly Meta[]) => (study: Study): Study => ({
  ...study,
  models: [...study.models, ...metas.filter((meta) => !study.models.some((m) => m.type === meta.type)).map((meta) => newModel(meta.type))],
});
