import type { Tags } from '../engine/core/algorithm.ts';
import type { TransformerMeta } from '../engine/core/transformer.ts';
import { catalog as models } from '../engine/models/catalog.ts';
import { catalog as transformers } from '../engine/transformers/catalog.ts';
import { IMPORTED } from '../engine/trees/imported/meta.ts';
import type { ColumnInfo } from '../frame/table.ts';
import { inputColumns } from './columns.ts';
import { apartColumn } from './query.ts';
import type { ModelSpec, StepSpec, Study } from './schema.ts';

type Kind = 'number' | 'category';
type Needs = Pick<Tags, 'allowNaN' | 'categories' | 'wantsScaling'>;

/** Steps of these groups answer a need that some models have and others have not; of any other, every model gets the step. */
const BY_NEED: readonly TransformerMeta['tags']['group'][] = ['missing', 'encode', 'scale'];

/** Whether there are models that could do without this step. */
export const isByNeed = (type: string): boolean => transformers.some((t) => t.type === type && BY_NEED.includes(t.tags.group));

const kindOf = (column: ColumnInfo): Kind => (column.type === 'category' ? 'category' : 'number');

/** The kinds of columns a step works on. Columns that are not the table's were made by steps, and those make numbers. */
function kindsOf(step: StepSpec, { tags }: TransformerMeta, inputs: readonly ColumnInfo[]): ReadonlySet<Kind> {
  const named = step.params['columns'];
  if (Array.isArray(named) && named.length > 0) {
    const kinds = new Map(inputs.map((c) => [c.name, kindOf(c)]));
    return new Set(named.map((name) => kinds.get(String(name)) ?? 'number'));
  }
  if (tags.takes !== 'any') return new Set([tags.takes]);
  const onlyNumbers = step.type === 'simple-imputer' && ['mean', 'median'].includes(String(step.params['strategy'] ?? 'mean'));
  return new Set(inputs.map(kindOf).filter((kind) => !onlyNumbers || kind === 'number'));
}

/**
 * Whether a model needs what a step does: filling, where it cannot take missing cells of one of the step's kinds of columns;
 * encoding, where it cannot take categories; scaling, where it wants columns on one scale. A missing category is a missing
 * value among categories, so a model must take both to go without a filler of category columns.
 */
export function isNeeded(step: StepSpec, model: Needs, inputs: readonly ColumnInfo[]): boolean {
  const meta = transformers.find((t) => t.type === step.type);
  switch (meta?.tags.group) {
    case 'missing': return [...kindsOf(step, meta, inputs)].some((kind) => !model.allowNaN || (kind === 'category' && !model.categories));
    case 'encode': return !model.categories;
    case 'scale': return model.wantsScaling;
    default: return true;
  }
}

/**
 * The steps that a model of a study is given, in order: those that are on, less those that are only for models that need
 * them. A model file reads the table's own columns, so it gets none.
 */
export const effectiveSteps = (study: Study, model: Pick<ModelSpec, 'type'>): readonly StepSpec[] =>
  (model.type === IMPORTED ? [] : stepsFor(study, models.find((m) => m.type === model.type)?.tags ?? null));

/** The steps that models of these tags are given; `null`: a model that is not known, which is given all that are on. */
export function stepsFor(study: Study, tags: Needs | null): readonly StepSpec[] {
  const columns = study.data?.columns ?? [];
  const inputs = inputColumns(columns, study.target, apartColumn(study, study.task, columns));
  return study.steps.filter((step) => step.enabled && (step.only !== 'needed' || tags === null || isNeeded(step, tags, inputs)));
}
