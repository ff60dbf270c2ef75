import type { DeviceName, CheckpointPort } from '../engine/core/context.ts';
import { cancelled, StudioError } from '../engine/core/errors.ts';
import type { Task } from '../engine/core/dataset.ts';
import type { Plain } from '../engine/core/plain.ts';
import type { SplitRows } from '../engine/splits/index.ts';
import { summarise } from './summary.ts';
import { readAll } from '../frame/features.ts';
import type { Table } from '../frame/table.ts';
import type { PredictContext } from '../engine/core/algorithm.ts';
import { fitPipeline, type Labelled, type PipelineOutput, type Plan, predictFeatures } from './fit.ts';
import { bestStep } from './curve.ts';
import { chainOf } from './continued.ts';
import { effectiveSteps } from './effective-steps.ts';
import { modelKey, trainRowsKey } from './key.ts';
import { outOfBagRun } from './out-of-bag.ts';
import { prepare, type Prepared, splitPrepared, takeLabelled } from './prepare.ts';
import { spreadQueries } from './query.ts';
import { algorithmOf } from './registry.ts';
import type { FittedPipeline, FoldRun, HistoryPoint, Predictions, RunResult } from './results.ts';
import { fitContext, type RunContext } from './run-context.ts';
import type { ModelSpec, Study } from './schema.ts';
import { RECONSTRUCTION_ERROR, scoreAll } from './score.ts';
import { plainBytes } from './size.ts';
import type { StepMemo } from './steps.ts';

/** One fold as fitted and scored; plain, so that a checkpoint can hold those already done. */
interface FoldOutcome {
  readonly run: FoldRun;
  readonly at: Uint32Array;
  readonly yPred: Float64Array;
  readonly proba: Float64Array | null;
  readonly history: readonly HistoryPoint[];
  readonly device: RunResult['device'];
  readonly warnings: readonly string[];
}

const PROBE_ROWS = 2000;
/** Training rows scored to show the gap to the test score; all of them would cost as much as fitting for slow predictors. */
const TRAIN_SCORE_ROWS = 20_000;

const seconds = (since: number): number => (performance.now() - since) / 1000;

function scoreOf(task: Task, classes: readonly string[] | null, { y, groups }: Labelled, output: PipelineOutput): Readonly<Record<string, number>> {
  if (y === null) return { [RECONSTRUCTION_ERROR]: output.yPred.reduce((a, b) => a + b, 0) / output.yPred.length };
  return scoreAll(task, { yTrue: y, yPred: output.yPred, proba: output.proba, classes, weight: null, groups: groups ?? null });
}

/** Places spread over all; of a ranking, whole queries. */
function spread({ query, groups }: Prepared, at: Uint32Array, limit: number): Uint32Array {
  if (query !== null && groups !== null) return spreadQueries(at, groups, limit);
  return at.length <= limit ? at : Uint32Array.from({ length: limit }, (_, i) => at[Math.floor((i * at.length) / limit)]!);
}

function head(part: Labelled, prepared: Prepared, at: Uint32Array): Labelled {
  return part.inputs.rows <= TRAIN_SCORE_ROWS ? part : takeLabelled(prepared, spread(prepared, at, TRAIN_SCORE_ROWS));
}

interface Work {
  readonly study: Study;
  readonly plan: Plan;
  readonly prepared: Prepared;
  readonly splits: readonly SplitRows[];
  readonly ctx: RunContext;
  /** Fits in all: one a fold, and one more on all rows where there are several folds. */
  readonly fits: number;
  readonly memo: (fit: number) => StepMemo | null;
}

/** What a checkpoint holds: the folds that are done, and the inner state of the one under way. */
interface Saved {
  readonly folds: readonly FoldOutcome[];
  readonly history: readonly HistoryPoint[];
  readonly inner: Plain;
}

/** What another form of checkpoint left is no way to go on. */
const isSaved = (value: Plain): value is Plain & Saved =>
  typeof value === 'object' && value !== null && 'folds' in value && Array.isArray(value.folds) && 'history' in value && Array.isArray(value.history) && 'inner' in value;

/** A model's own checkpoints, kept together with the folds already done. */
function innerPort(port: CheckpointPort, done: readonly FoldOutcome[], history: readonly HistoryPoint[], resumed: Plain): CheckpointPort {
  return {
    load: async () => resumed,
    save: (inner) => port.save({ folds: done, history, inner } as unknown as Plain),
  };
}

interface Fit {
  readonly fitted: FittedPipeline;
  readonly history: readonly HistoryPoint[];
  readonly notes: ReadonlyMap<string, Plain>;
  /** Of the whole chain of trainings, where one goes on from another. */
  readonly fitSeconds: number;
  readonly train: Labelled;
}

/** The last training of the chain before `model` whose result on the same rows is kept, and how far along the chain that is. */
async function keptBefore({ ctx, study }: Work, chain: readonly ModelSpec[]): Promise<{ readonly done: number; readonly result: RunResult } | null> {
  for (let done = chain.length - 1; done > 0; done--) {
    const result = await ctx.earlier?.(modelKey(study, chain[done - 1]!)) ?? null;
    if (result !== null) return { done, result };
  }
  return null;
}

async function fitOne(work: Work, fit: number, train: Uint32Array, validation: Uint32Array | null, done: readonly FoldOutcome[], saved: Saved | null): Promise<Fit> {
  const { plan, prepared, ctx, fits } = work;
  if (ctx.signal.aborted) throw cancelled();
  const chain = chainOf(plan.model);
  // Results keep the pipeline of their last fit alone: of several folds, the others are trained from their first round again.
  const kept = fit === fits - 1 ? await keptBefore(work, chain) : null;
  const label = fits === 1 ? 'Fitting' : fit < work.splits.length ? `Fold ${fit + 1} of ${work.splits.length}` : 'Fitting on all rows';
  const history: HistoryPoint[] = saved === null ? [...(fits === 1 ? kept?.result.history[0] ?? [] : [])] : [...saved.history];
  const port = ctx.checkpoint === null ? null : innerPort(ctx.checkpoint, done, history, saved?.inner ?? null);
  const trainPart = takeLabelled(prepared, train);
  const validationPart = validation === null ? null : takeLabelled(prepared, validation);
  ctx.progress({ done: fit, total: fits, label });
  const start = performance.now();
  let before: Plain | undefined = kept?.result.fitted.model.state;
  for (const model of chain.slice(kept?.done ?? 0)) {
    const last = model === chain.at(-1);
    // Only the training that is asked for may go on from its checkpoint: those before it are other trainings.
    const record = fitContext(ctx, model.seed, fit, fits, last ? label : `${label}, what it goes on from`, last ? port : null, history);
    const context = before === undefined ? record.context : { ...record.context, warmStart: before };
    const fitted = await fitPipeline({ ...plan, model }, trainPart, validationPart, context, work.memo(fit));
    if (last) return { fitted, history: record.history, notes: record.notes, fitSeconds: seconds(start) + (fits === 1 ? kept?.result.fitSeconds ?? 0 : 0), train: trainPart };
    before = fitted.model.state;
  }
  throw new StudioError('internal', 'A chain of trainings ended before its last one.');
}

const warningsOf = (notes: ReadonlyMap<string, Plain>): readonly string[] => (notes.get('warning') ?? []) as readonly string[];

/** A first prediction pays for compiling and loading; where it is quick, a second one says what predicting costs. */
const QUICK_SECONDS = 0.5;

async function timedPredict(fitted: FittedPipeline, part: Labelled, ctx: PredictContext): Promise<{ readonly output: PipelineOutput; readonly predictSeconds: number }> {
  const features = readAll(part.inputs);
  let start = performance.now();
  const output = await predictFeatures(fitted, features, ctx);
  const first = seconds(start);
  if (first > QUICK_SECONDS) return { output, predictSeconds: first };
  start = performance.now();
  await predictFeatures(fitted, features, ctx);
  return { output, predictSeconds: Math.min(first, seconds(start)) };
}

async function runFold(work: Work, fold: number, done: readonly FoldOutcome[], saved: Saved | null): Promise<{ readonly outcome: FoldOutcome; readonly fitted: FittedPipeline }> {
  const { prepared, splits, ctx } = work;
  const { train, validation, test } = splits[fold]!;
  const one = await fitOne(work, fold, train, validation, done, saved);
  const predictContext = fitContext(ctx, 0, fold, work.fits, 'Predicting', null, []).context;
  const testPart = takeLabelled(prepared, test);
  const { output, predictSeconds } = await timedPredict(one.fitted, testPart, predictContext);
  const trainPart = head(one.train, prepared, train);
  const trainOutput = await predictFeatures(one.fitted, readAll(trainPart.inputs), predictContext);
  const run: FoldRun = {
    fold, trainRows: train.length, testRows: test.length,
    scores: scoreOf(prepared.task, prepared.classes, testPart, output),
    trainScores: scoreOf(prepared.task, prepared.classes, trainPart, trainOutput),
    fitSeconds: one.fitSeconds, predictSeconds,
  };
  const device = one.notes.get('device') as unknown as { name: DeviceName; why: string } | undefined;
  return {
    fitted: one.fitted,
    outcome: { run, at: test, yPred: output.yPred, proba: output.proba, history: one.history, device: device ?? null, warnings: warningsOf(one.notes) },
  };
}

/** Test predictions of all folds, one after the other. */
function gather(prepared: Prepared, outcomes: readonly FoldOutcome[]): Predictions {
  const total = outcomes.reduce((n, o) => n + o.at.length, 0);
  const K = prepared.classes?.length ?? 0;
  const hasProba = outcomes.every((o) => o.proba !== null);
  const rows = new Uint32Array(total);
  const fold = new Uint16Array(total);
  const yPred = new Float64Array(total);
  const yTrue = prepared.y === null ? null : new Float64Array(total);
  const proba = hasProba ? new Float64Array(total * K) : null;
  const groups = prepared.query === null ? null : Int32Array.from(outcomes.flatMap((o) => Array.from(o.at, (i) => prepared.groups![i]!)));
  let n = 0;
  for (const o of outcomes) {
    rows.set(o.at.map((i) => prepared.rows[i]!), n);
    fold.fill(o.run.fold, n, n + o.at.length);
    yPred.set(o.yPred, n);
    yTrue?.set(Float64Array.from(o.at, (i) => prepared.y![i]!), n);
    proba?.set(o.proba!, n * K);
    n += o.at.length;
  }
  return { rows, fold, yTrue, yPred, proba, ...(groups ? { groups } : {}) };
}

function modelOf(study: Study, modelId: string): ModelSpec {
  const model = study.models.find((m) => m.id === modelId);
  if (!model) throw new StudioError('internal', `The study has no model "${modelId}".`);
  return model;
}

/**
 * Fits and scores one model of a study on every fold of its split; with several folds, fits once more on all rows for what
 * is explained and exported. Resumes from `ctx.checkpoint` where one was left.
 */
export async function runModel(study: Study, modelId: string, task: Task, table: Table, ctx: RunContext): Promise<RunResult> {
  const model = modelOf(study, modelId);
  const prepared = prepare(study, task, table);
  const splits = splitPrepared(study, prepared, table.rows);
  const plan: Plan = { task: prepared.task, target: study.target, query: prepared.query, classes: prepared.classes, inputs: prepared.inputs, steps: effectiveSteps(study, model), model };
  const { steps } = ctx;
  const memo = (fit: number): StepMemo | null => (steps ? { cache: steps, rows: trainRowsKey(study, prepared.task, fit) } : null);
  const work: Work = { study, plan, prepared, splits, ctx, fits: splits.length === 1 ? 1 : splits.length + 1, memo };

  const found = await ctx.checkpoint?.load() ?? null;
  let saved: Saved | null = isSaved(found) ? found : null;
  const outcomes: FoldOutcome[] = saved === null ? [] : [...saved.folds];
  let fitted: FittedPipeline | null = null;
  for (let fold = outcomes.length; fold < splits.length; fold++) {
    const done = await runFold(work, fold, outcomes, saved);
    saved = null;
    outcomes.push(done.outcome);
    fitted = done.fitted;
    if (splits.length > 1) await ctx.checkpoint?.save({ folds: outcomes, history: [], inner: null } as unknown as Plain);
  }
  const single = splits.length === 1;
  const all = Uint32Array.from({ length: prepared.rows.length }, (_, i) => i);
  const learned = single ? splits[0]!.train : all;
  if (!single || fitted === null) fitted = (await fitOne(work, splits.length, learned, null, outcomes, saved)).fitted;
  const outOfBag = outOfBagRun(fitted, prepared, learned);
  const bagging = algorithmOf(fitted.model.type).bagging?.(fitted.model.state) ?? null;

  const predictions = gather(prepared, outcomes);
  const runs = outcomes.map((o) => o.run);
  const testRows = runs.reduce((n, r) => n + r.testRows, 0);
  const probeAt = single ? splits[0]!.test : all;
  return {
    key: modelKey(study, model),
    model: { type: model.type, params: model.params, seed: model.seed, ...(model.continues ? { continues: model.continues } : {}) },
    task: prepared.task,
    classes: prepared.classes,
    scores: summarise(prepared.task, prepared.classes, predictions, runs),
    folds: runs,
    fitSeconds: runs.reduce((s, r) => s + r.fitSeconds, 0) / runs.length,
    predictSeconds: (runs.reduce((s, r) => s + r.predictSeconds, 0) / Math.max(1, testRows)) * 1000,
    bytes: plainBytes({ steps: fitted.steps, state: fitted.model.state } as unknown as Plain),
    history: outcomes.map((o) => o.history),
    best: outcomes.map((o) => bestStep(o.history)),
    device: outcomes.find((o) => o.device !== null)?.device ?? null,
    predictions,
    fitted,
    probeRows: spread(prepared, probeAt, PROBE_ROWS).map((i) => prepared.rows[i]!),
    ...(bagging === null ? {} : { trainRows: learned.map((i) => prepared.rows[i]!) }),
    ...(outOfBag === null ? {} : { outOfBag }),
    warnings: [...new Set([...prepared.warnings, ...outcomes.flatMap((o) => o.warnings)])],
    finishedAt: new Date().toISOString(),
  };
}
