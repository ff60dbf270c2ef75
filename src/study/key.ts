import type { Task } from '../engine/core/dataset.ts';
import { StudioError } from '../engine/core/errors.ts';
import { canonical, hash128 } from './hash.ts';
import { effectiveSteps } from './effective-steps.ts';
import { queryColumn } from './query.ts';
import type { ModelSpec, Split, Study } from './schema.ts';

/** Raised when fitting or scoring changes what it computes, so that results of an older engine are not taken for new ones. */
const ENGINE_VERSION = 1;

/**
 * Names the result of one model of a study by everything that makes it: table, target, task, the steps it is given, split,
 * model and seed. Ids, names, notes and the leaderboard's metric are not part of it, so renaming costs no result and undo
 * brings the old one back. 32 hex digits.
 */
export function runKey(study: Study, modelId: string): string {
  const model = study.models.find((m) => m.id === modelId);
  if (!model) throw new StudioError('internal', `The study has no model "${modelId}".`);
  return modelKey(study, model);
}

/** Names the result of a model of this study, whether the study has it or not (such as one that another goes on from). */
export const modelKey = (study: Study, model: ModelSpec): string =>
  hash128(`${contextHash(study, model)} ${canonical([model.type, model.version, model.params, model.seed, ...(model.continues ? [model.continues] : [])])}`);

/** Hash of all but the model itself. */
function contextHash(study: Study, model: ModelSpec): string {
  const steps = effectiveSteps(study, model).map((s) => [s.type, s.version, s.params]);
  const data = study.data === null ? null : [study.data.table, study.data.image];
  return hash128(canonical([ENGINE_VERSION, data, study.target, study.task, steps, splitPart(study.split), ...queryPart(study, study.task)]));
}

/** Names the training rows of one fit of a study: what its steps are fitted on. */
export const trainRowsKey = (study: Study, task: Task, fit: number): string =>
  hash128(canonical([ENGINE_VERSION, study.data?.table ?? null, study.target, task, splitPart(study.split), fit, ...queryPart(study, task)]));

/** The query where it counts: keys of all other studies are what they were before there were rankings. */
const queryPart = (study: Study, task: Task | null): readonly (string | null)[] => (task === 'ranking' ? [queryColumn(study, study.data?.columns ?? [])] : []);

const splitPart = (split: Split): unknown => (split.kind === 'given' ? ['given', hash128(split.folds.join(','))] : split);
