import type { Task } from '../core/dataset.ts';
import { StudioError } from '../core/errors.ts';
import type { Metric } from '../core/metric.ts';
import { metrics } from './catalog.ts';

/** Shown first, in this order; the others follow by name. */
const ORDER: readonly string[] = [
  'roc-auc', 'pr-auc', 'accuracy', 'balanced-accuracy', 'f1', 'precision', 'recall', 'log-loss', 'brier', 'mcc',
  'rmse', 'mae', 'r2', 'median-ae', 'mape', 'mse',
  'ndcg@5', 'ndcg@1', 'ndcg@3', 'ndcg@10', 'ndcg', 'map@5', 'mrr', 'map@1', 'map@3', 'map@10', 'map', 'ndcg-linear@1', 'ndcg-linear@3', 'ndcg-linear@5', 'ndcg-linear@10', 'ndcg-linear',
];
const place = (m: Metric): number => (ORDER.includes(m.type) ? ORDER.indexOf(m.type) : ORDER.length);

/** Metrics that make sense for a task, the usual ones first; none without a target. */
export const metricsFor = (task: Task): readonly Metric[] =>
  metrics.filter((m) => task !== 'unsupervised' && m.tasks.includes(task)).sort((a, b) => place(a) - place(b));

const DEFAULTS = { binary: 'roc-auc', multiclass: 'accuracy', regression: 'rmse', ranking: 'ndcg@5', unsupervised: null } as const;

/** What the leaderboard is sorted by until a person chooses; `null` without a target. */
export function defaultMetric(task: Task): Metric | null {
  const type = DEFAULTS[task];
  return type === null ? null : metricOf(type, task);
}

/** The metric of that name; refuses a name that does not exist or does not suit the task, and lists those that do. */
export function metricOf(type: string, task: Task): Metric {
  const found = metricsFor(task).find((m) => m.type === type);
  if (found) return found;
  const known = metricsFor(task).map((m) => m.type).join(', ');
  const reason = metrics.some((m) => m.type === type) ? `The metric "${type}" does not apply to a ${task} task.` : `There is no metric "${type}".`;
  throw new StudioError('param', known === '' ? `${reason} A study without a target has no scores.` : `${reason} Choose one of: ${known}.`, { param: 'metric' });
}
