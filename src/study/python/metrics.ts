import { isClassification, type Task } from '../../engine/core/dataset.ts';
import type { Metric } from '../../engine/core/metric.ts';
import type { Imports } from './call.ts';
import { text } from './literal.ts';

/** Functions that take the class numbers beside a K-column matrix, so that a fold without one class is understood. */
const WANT_LABELS: readonly string[] = ['log_loss', 'roc_auc_score', 'brier_score_loss', 'top_k_accuracy_score'];

function scoreCode(metric: Metric, task: Exclude<Task, 'unsupervised'>, imports: Imports): string {
  const at = metric.python.lastIndexOf('.');
  const name = metric.python.slice(at + 1);
  imports.add(metric.python.slice(0, at), name);
  const given = metric.pythonArgs?.[task];
  const extra = given === undefined ? '' : `, ${given}`;
  if (metric.needs === 'labels') return `lambda y, predicted, p: ${name}(y, predicted${extra})`;
  if (task === 'binary') return `lambda y, predicted, p: ${name}(y, p[:, 1]${extra})`;
  if (name === 'average_precision_score') return `lambda y, predicted, p: ${name}(np.eye(p.shape[1])[y], p${extra})`;
  return `lambda y, predicted, p: ${name}(y, p${extra}${WANT_LABELS.includes(name) ? ', labels=np.arange(p.shape[1])' : ''})`;
}

/** The `METRICS` table: a function of true values, predictions and probabilities for every metric of the task. */
export function metricsCode(metrics: readonly Metric[], task: Task, imports: Imports): string {
  if (task === 'unsupervised') {
    return 'METRICS = {\n    "reconstruction-error": lambda y, predicted, p: float(np.mean(predicted)),\n}';
  }
  const used = metrics.filter((m) => m.tasks.includes(task));
  const lines = used.map((m) => `    ${text(m.type)}: ${scoreCode(m, task, imports)},`);
  const needing = used.filter((m) => m.needs === 'probabilities').map((m) => text(m.type));
  return [
    'METRICS = {',
    ...lines,
    '}',
    ...(isClassification(task) ? [`OF_PROBABILITIES = {${needing.join(', ')}}`] : []),
  ].join('\n');
}
