import type { AnyAlgorithm, PredictContext } from '../engine/core/algorithm.ts';
import type { FitContext } from '../engine/core/context.ts';
import type { Dataset, Task } from '../engine/core/dataset.ts';
import { isClassification } from '../engine/core/dataset.ts';
import { StudioError } from '../engine/core/errors.ts';
import { type ParamValues, resolveParams } from '../engine/core/params.ts';
import { type FeatureColumn, type Features, type FeatureSource, readAll, sourceOf, takeFeatures } from '../frame/features.ts';
import type { Matrix } from '../frame/matrix.ts';
import type { ColumnInfo } from '../frame/table.ts';
import { algorithmOf } from './registry.ts';
import type { FittedStep } from './fitted-step.ts';
import type { FittedPipeline } from './results.ts';
import type { ModelSpec, StepSpec } from './schema.ts';
import { learnDictionaries, matrices, pipelineMatrices } from './model-matrix.ts';
import { applySteps, fitSteps, originsOf, type StepMemo } from './steps.ts';

/** Rows of inputs with what is to be predicted: one side of a split. */
export interface Labelled {
  readonly inputs: FeatureSource;
  readonly y: Float64Array | null;
  /** Ranking: the query of every row. */
  readonly groups?: Int32Array;
}

/** What a pipeline is to be made of. */
export interface Plan {
  readonly task: Task;
  readonly target: string | null;
  /** Ranking: the query column. */
  readonly query?: string | null;
  readonly classes: readonly string[] | null;
  readonly inputs: readonly ColumnInfo[];
  /** Those of this model (study/effective-steps.ts). */
  readonly steps: readonly StepSpec[];
  readonly model: ModelSpec;
}

function typicalOf(column: FeatureColumn): number | string | null {
  if (column.kind === 'number') {
    let sum = 0;
    let n = 0;
    for (const v of column.values) {
      if (Number.isNaN(v)) continue;
      sum += v;
      n++;
    }
    return n === 0 ? null : sum / n;
  }
  const counts = new Float64Array(column.categories.length);
  for (const code of column.codes) if (code >= 0) counts[code]!++;
  let best = -1;
  counts.forEach((count, code) => { if (count > 0 && (best < 0 || count > counts[best]!)) best = code; });
  return best < 0 ? null : column.categories[best]!;
}

const TASK_WORDS: Readonly<Record<Task, string>> = { binary: 'a yes-or-no classification', multiclass: 'a classification into several classes', regression: 'a regression', ranking: 'a ranking', unsupervised: 'a study without a target' };
const article = (algorithm: AnyAlgorithm, task: Task): string =>
  `${algorithm.name} cannot do ${TASK_WORDS[task]}; it is for ${algorithm.tags.tasks.join(', ')}. Remove it or change the task.`;

/** Fits the steps that are enabled. Where there are none, no column is read: the matrix will be made of them one after the other. */
function fitStepsOf(steps: readonly StepSpec[], { inputs, y }: Labelled, memo: StepMemo | null): { readonly fitted: readonly FittedStep[]; readonly train: FeatureSource } {
  if (steps.every((step) => !step.enabled)) return { fitted: [], train: inputs };
  const { fitted, train } = fitSteps(steps, readAll(inputs), y, memo);
  return { fitted, train: sourceOf(train) };
}

/** Fits steps, then the model, on the training rows alone. */
export async function fitPipeline(plan: Plan, train: Labelled, validation: Labelled | null, ctx: FitContext, memo: StepMemo | null = null): Promise<FittedPipeline> {
  const algorithm = algorithmOf(plan.model.type);
  if (!algorithm.tags.tasks.includes(plan.task)) throw new StudioError('unsupported', article(algorithm, plan.task), { algorithm: algorithm.type });
  const params = resolveParams(algorithm.params, plan.model.params, algorithm.name) as ParamValues;
  const { fitted, train: prepared } = fitStepsOf(plan.steps, train, memo);
  const dictionaries = learnDictionaries(prepared, algorithm.tags.categories);
  const toMatrix = matrices(dictionaries);
  const X = toMatrix(prepared);
  const asDataset = (X: Matrix, { y, groups }: Labelled): Dataset =>
    ({ X, task: plan.task, y, classes: plan.classes, sampleWeight: null, ...(groups ? { groups } : {}) });
  const held = validation === null ? null : asDataset(toMatrix(fitted.length === 0 ? validation.inputs : sourceOf(applySteps(fitted, readAll(validation.inputs)))), validation);
  const state = await algorithm.fit(asDataset(X, train), params, { ...ctx, validation: held });
  const origins = originsOf(fitted, plan.inputs.map((c) => c.name));
  return {
    format: 'tablab/pipeline',
    version: 1,
    task: plan.task,
    target: plan.target,
    ...(plan.query ? { query: plan.query } : {}),
    classes: plan.classes,
    inputs: plan.inputs,
    typical: train.inputs.columns.map((_, j) => typicalOf(train.inputs.read(j))),
    steps: fitted,
    features: X.columns.map((name, j) => {
      const categories = dictionaries[j];
      return { name, origin: origins.get(name) ?? name, ...(categories ? { categories } : {}) };
    }),
    model: { type: plan.model.type, version: plan.model.version, params, state },
    trainRows: train.inputs.rows,
  };
}

/** What a pipeline says of some rows. */
export interface PipelineOutput {
  readonly yPred: Float64Array;
  /** rows × classes row-major; `null` for regression, scores, and classifiers without probabilities. */
  readonly proba: Float64Array | null;
}

const BATCH = 16_384;

/** Predicts features with the pipeline's inputs as columns, in batches so that memory stays bounded and cancel works. */
export async function predictFeatures(fitted: FittedPipeline, features: Features, ctx: PredictContext): Promise<PipelineOutput> {
  const algorithm = algorithmOf(fitted.model.type);
  const K = fitted.classes?.length ?? 0;
  const wantsProba = isClassification(fitted.task) && algorithm.predictProba !== undefined;
  const yPred = new Float64Array(features.rows);
  const proba = wantsProba ? new Float64Array(features.rows * K) : null;
  const toMatrix = pipelineMatrices(fitted);
  for (let start = 0; start < features.rows; start += BATCH) {
    await ctx.breathe();
    const length = Math.min(BATCH, features.rows - start);
    const piece = length === features.rows ? features : takeFeatures(features, Uint32Array.from({ length }, (_, i) => start + i));
    const X = toMatrix(piece);
    yPred.set(await algorithm.predict(fitted.model.state, X, ctx), start);
    if (proba) proba.set((await algorithm.predictProba!(fitted.model.state, X, ctx)).values, start * K);
  }
  return { yPred, proba };
}
