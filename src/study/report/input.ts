import type { Task } from '../../engine/core/dataset.ts';
import type { Metric } from '../../engine/core/metric.ts';
import type { Evaluation } from '../../engine/evaluation/evaluation.ts';
import type { Explanation, PartialDependence, PermutationImportance, ShapExplanation, TreeImportance } from '../../engine/explainers/explanation.ts';
import { defaultMetric, metricsFor } from '../../engine/metrics/catalog-by-task.ts';
import type { TableProfile } from '../../frame/profile.ts';
import { findMeta } from '../create.ts';
import type { RunResult, RunSummary } from '../results.ts';
import type { Study } from '../schema.ts';
import type { Certificate } from '../verify-onnx.ts';

/** Everything the report tells; all of it plain data. */
export interface ReportInput {
  readonly study: Study;
  /** The run that is reported: the best, or the one the person looks at. */
  readonly run: Omit<RunResult, 'fitted'>;
  /** Every run of the study, the reported one among them. */
  readonly runs: readonly RunSummary[];
  readonly profile: TableProfile | null;
  readonly evaluation: Evaluation | null;
  readonly explanations: readonly Explanation[];
  /** The Python twin; left out where it could not be written. */
  readonly script?: string;
  readonly certificate?: Certificate;
  /** Of the app. */
  readonly version: string;
  readonly now: Date;
}

/** What every section looks up. */
export interface Facts extends ReportInput {
  readonly task: Task;
  /** The metric the leaderboard is sorted by; `null` without a target. */
  readonly metric: Metric | null;
  readonly metricKey: string;
  readonly metricName: string;
  readonly higherIsBetter: boolean;
  /** Best first. */
  readonly sorted: readonly RunSummary[];
  readonly baseline: RunSummary | null;
  readonly permutation: PermutationImportance | null;
  readonly shap: ShapExplanation | null;
  readonly importance: TreeImportance | null;
  readonly dependence: PartialDependence | null;
  readonly modelName: string;
}

const nameOf = (type: string): string => findMeta(type)?.name ?? type;
const isBaseline = (type: string): boolean => findMeta(type)?.tags.family === 'baseline';

/** "Ridge", and where a study has several of a type, what sets this one apart. */
export function runName(run: Pick<RunSummary, 'model'>, runs: readonly Pick<RunSummary, 'model'>[]): string {
  const alike = runs.filter((r) => r.model.type === run.model.type);
  const name = nameOf(run.model.type);
  if (alike.length < 2) return name;
  const params = Object.entries(run.model.params).map(([key, value]) => `${key} ${String(value)}`).join(', ');
  const on = run.model.continues ? ', continued' : '';
  return params === '' ? `${name} (defaults${on})` : `${name} (${params}${on})`;
}

export function factsOf(input: ReportInput): Facts {
  const { run, runs, study, explanations } = input;
  const metrics = metricsFor(run.task);
  const metric = [study.metric, defaultMetric(run.task)?.type].flatMap((type) => metrics.filter((m) => m.type === type && Object.hasOwn(run.scores, m.type)))[0] ?? metrics.find((m) => Object.hasOwn(run.scores, m.type)) ?? null;
  const metricKey = metric?.type ?? Object.keys(run.scores)[0] ?? '';
  const higherIsBetter = metric?.better === 'higher';
  const value = (r: RunSummary): number => {
    const mean = r.scores[metricKey]?.mean ?? Number.NaN;
    return Number.isNaN(mean) ? Number.NEGATIVE_INFINITY : higherIsBetter ? mean : -mean;
  };
  const sorted = runs.toSorted((a, b) => value(b) - value(a));
  return {
    ...input,
    task: run.task,
    metric,
    metricKey,
    metricName: metric?.name ?? metricKey.replaceAll('-', ' '),
    higherIsBetter,
    sorted,
    baseline: sorted.find((r) => isBaseline(r.model.type)) ?? null,
    permutation: explanations.find((e) => e.kind === 'permutation') ?? null,
    shap: explanations.find((e) => e.kind === 'shap') ?? null,
    importance: explanations.find((e) => e.kind === 'tree-importance') ?? null,
    dependence: explanations.find((e) => e.kind === 'partial-dependence') ?? null,
    modelName: runName(run, runs),
  };
}
