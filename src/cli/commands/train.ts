import { isClassification, type Task } from '../../engine/core/dataset.ts';
import type { DeviceChoice } from '../../engine/core/context.ts';
import { errorRecord } from '../../engine/core/errors.ts';
import { defaultMetric, metricOf } from '../../engine/metrics/catalog-by-task.ts';
import type { ScoreSummary } from '../../engine/evaluation/score-summary.ts';
import { continuedModel } from '../../study/continued.ts';
import { modelMeta } from '../../study/create.ts';
import { modelKey } from '../../study/key.ts';
import { printStudy } from '../../study/parse.ts';
import { summaryOf } from '../../jobs/handlers/results.ts';
import type { RunResult, RunSummary } from '../../study/results.ts';
import { runModel } from '../../study/run.ts';
import { quietRun } from '../../study/run-context.ts';
import { createStepCache } from '../../study/step-cache.ts';
import { RECONSTRUCTION_ERROR } from '../../study/score.ts';
import type { Study } from '../../study/schema.ts';
import type { TableProfile } from '../../frame/profile.ts';
import { readArgs, type Args } from '../args.ts';
import { inFolder, removeFrom } from '../files.ts';
import { encodeRun, readModelDir } from '../model-dir.ts';
import { writeTakeaway } from '../takeaway.ts';
import { processThreads } from '../threads.ts';
import { profileOf, readSource, type Source } from '../source.ts';
import { readTypes, studyOf } from '../study.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usage.ts';

/** The metric a leaderboard is sorted by, and which way is better. */
export interface SortMetric {
  readonly type: string;
  readonly better: 'higher' | 'lower';
}

export function sortMetric(study: Study, task: Task): SortMetric {
  if (task === 'unsupervised') return { type: RECONSTRUCTION_ERROR, better: 'lower' };
  const metric = study.metric === null ? defaultMetric(task)! : metricOf(study.metric, task);
  return { type: metric.type, better: metric.better };
}

const value = (run: RunResult, metric: SortMetric): number => {
  const mean = run.scores[metric.type]?.mean ?? Number.NaN;
  return Number.isNaN(mean) ? Number.NEGATIVE_INFINITY : metric.better === 'higher' ? mean : -mean;
};

const outOfBagOf = (run: RunResult): Pick<RunSummary, 'outOfBag'> => { const { outOfBag } = summaryOf(run); return outOfBag ? { outOfBag } : {}; };

const brief = ({ mean, sd, folds, low, high }: ScoreSummary): ScoreSummary => ({ mean, sd, folds, low, high });

function table(runs: readonly RunResult[], metric: SortMetric): string {
  // Of forests that were asked: their training rows, each by the trees that did not draw it.
  const left = runs.some((run) => run.outOfBag);
  const lines = runs.map((run) => {
    const score = run.scores[metric.type]!;
    return [run.model.type, `${score.mean.toFixed(4)} (${score.low.toFixed(4)} to ${score.high.toFixed(4)})`, ...(left ? [run.outOfBag?.scores[metric.type]?.toFixed(4) ?? '-'] : []), `${run.fitSeconds.toFixed(2)} s`, `${(run.predictSeconds * 1000).toFixed(1)} ms`];
  });
  const all = [['model', metric.type, ...(left ? ['out of bag'] : []), 'fit', '1,000 rows'], ...lines];
  const widths = all[0]!.map((_, j) => Math.max(...all.map((line) => line[j]!.length)));
  return `${all.map((line) => line.map((cell, j) => cell.padEnd(widths[j]!)).join('  ').trimEnd()).join('\n')}\n`;
}

/** What some trainings need beside a table. */
interface Given {
  /** A result that a model goes on from. */
  readonly before?: RunResult;
  /** Model files of other libraries, by the hash of their content. */
  readonly files?: ReadonlyMap<string, Uint8Array>;
}

/** Trains every model of a study and writes what came of it. Shared by `train` and `run`. */
export async function trainStudy(study: Study, source: Source, profile: TableProfile, args: Args, terminal: Terminal, { before, files }: Given = {}): Promise<void> {
  const write = inFolder(args.need('out'));
  const task = study.task!;
  const metric = sortMetric(study, task);
  const device = (args.text('device') ?? 'auto') as DeviceChoice;
  if (!['auto', 'wasm', 'cpu'].includes(device)) throw new UsageError(`--device must be auto, wasm or cpu on the command line. Got "${device}".`);
  const runs: RunResult[] = [];
  const threads = processThreads();
  const steps = createStepCache();
  const failures: { model: string; message: string }[] = [];
  for (const model of study.models) {
    const { name } = modelMeta(model.type);
    try {
      const run = await runModel(study, model.id, task, source.table, quietRun({
        device,
        threads,
        steps,
        earlier: async (key) => (before?.key === key ? before : null),
        file: async (hash) => files?.get(hash) ?? null,
        progress: ({ done, total, label, metrics }) => terminal.progress(`${name}: ${label ?? ''} ${Math.round((100 * done) / total)} %${metrics?.['loss'] === undefined ? '' : `, loss ${metrics['loss'].toPrecision(4)}`}`),
      }));
      terminal.done();
      runs.push(run);
      for (const warning of run.warnings) terminal.err(`${name}: ${warning}`);
    } catch (error) {
      // One model that cannot learn from this table does not take the others with it; all of them failing does.
      if (errorRecord(error).code === 'internal') throw error;
      terminal.err(`${name} failed: ${errorRecord(error).message}`);
      failures.push({ model: model.type, message: errorRecord(error).message });
      if (failures.length === study.models.length) throw error;
    }
  }
  const sorted = runs.toSorted((a, b) => value(b, metric) - value(a, metric));
  const leaderboard = {
    task: sorted[0]!.task,
    metric: metric.type,
    target: study.target,
    ...(isClassification(task) ? { classes: sorted[0]!.classes } : {}),
    rows: sorted.map((run) => ({
      model: run.model.type,
      params: run.model.params,
      ...(run.model.continues ? { continues: run.model.continues } : {}),
      seed: run.model.seed,
      steps: run.fitted.steps.map((step) => step.type),
      scores: Object.fromEntries(Object.entries(run.scores).map(([name, score]) => [name, brief(score)])),
      ...outOfBagOf(run),
      fitSeconds: run.fitSeconds,
      predictSeconds: run.predictSeconds,
      bytes: run.bytes,
      device: run.device?.name ?? null,
      warnings: run.warnings,
    })),
    failures,
  };
  const best = sorted[0]!;
  await write('leaderboard.json', `${JSON.stringify(leaderboard, null, 2)}\n`);
  await write('study.json', printStudy(study));
  await write('pipeline.bin', encodeRun(best));
  await writeTakeaway({ study, best, runs: sorted, source, profile, write, remove: removeFrom(args.need('out')), terminal }, metric.type);
  if (args.flag('json')) terminal.out(`${JSON.stringify(leaderboard)}\n`);
  else terminal.out(table(sorted, metric));
}

/** What `--continue` takes from the folder, and so cannot be said anew. */
const SETTLED = ['target', 'query', 'group', 'task', 'models', 'test', 'cv', 'folds', 'metric', 'seed', 'params', 'study', 'types'] as const;

/** `tablab train DATA --continue DIR --rounds N --out DIR`: the model of a folder gets more rounds or trees, on the rows it learned from. */
async function continueTraining(args: Args, terminal: Terminal): Promise<void> {
  const stray = SETTLED.find((name) => args.text(name) !== undefined);
  if (stray !== undefined) throw new UsageError(`--${stray} cannot go with --continue: the study in the folder says it.`);
  const more = args.number('rounds', 100, { min: 1, integer: true });
  const folder = args.need('continue');
  const { study, run } = await readModelDir(folder);
  const source = await readSource(args.rest[0]!, study.data?.options ?? {}, terminal);
  const now: Study = { ...study, data: { ...source.data, image: study.data?.image ?? null } };
  const earlier = study.models.find((model) => modelKey(study, model) === run.key);
  if (earlier === undefined) throw new UsageError(`The study in "${folder}" does not have the model that its pipeline.bin holds. Train again.`);
  if (modelKey(now, earlier) !== run.key) throw new UsageError(`"${folder}" was trained on other data than ${args.rest[0]!}: its columns or cells differ. Give the data it was trained on, or train anew.`);
  const model = continuedModel(earlier, more);
  const { name, step } = modelMeta(model.type);
  terminal.err(`${name} goes on from "${folder}" with ${more} more ${step === 'tree' ? 'trees' : 'rounds'}.`);
  await trainStudy({ ...now, models: [model] }, source, await profileOf(source.table), args, terminal, { before: run });
}

/** `tablab train DATA --target COL --out DIR`. */
export async function train(argv: readonly string[], terminal: Terminal): Promise<void> {
  const args = readArgs(argv, ['target', 'query', 'group', 'task', 'models', 'test', 'cv', 'folds', 'metric', 'seed', 'params', 'study', 'types', 'device', 'out', 'continue', 'rounds'], ['json']);
  if (args.rest.length !== 1) throw new UsageError(args.rest.length === 0 ? 'DATA is needed: a file, or - for standard input.' : `One DATA is expected. Got ${args.rest.length}: ${args.rest.join(', ')}.`);
  args.need('out');
  if (args.text('continue') !== undefined) return continueTraining(args, terminal);
  if (args.text('rounds') !== undefined) throw new UsageError('--rounds says how many rounds or trees are added with --continue DIR.');
  const types = await readTypes(args);
  const source = await readSource(args.rest[0]!, { types }, terminal);
  const profile = await profileOf(source.table);
  await trainStudy(await studyOf(args, source, profile), source, profile, args, terminal);
}
