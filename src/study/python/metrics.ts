import { isClassification, type Task } from '../../engine/core/dataset.ts';
import type { Metric } from '../../engine/core/metric.ts';
import type { Imports } from './call.ts';
import { text } from './literal.ts';

/** Functions that take the class numbers beside a K-column matrix, so that a fold without one class is understood. */
const WANT_LABELS: readonly string[] = ['log_loss', 'roc_auc_score', 'brier_score_loss', 'top_k_accuracy_score'];

/** Scores of one query, averaged over all: NDCG and MAP as LightGBM and XGBoost have them, linear NDCG as scikit-learn. */
const RANKING = [
  'def in_order(truth, predicted):',
  '    return truth[np.argsort(-predicted, kind="stable")]',
  '',
  '',
  'def ndcg(truth, predicted, k):',
  '    gain = lambda ordered: np.sum((2.0 ** ordered[:k] - 1) / np.log2(np.arange(len(ordered[:k])) + 2))',
  '    best = gain(np.sort(truth)[::-1])',
  '    return gain(in_order(truth, predicted)) / best if best > 0 else 1.0',
  '',
  '',
  'def ndcg_linear(truth, predicted, k):',
  '    return ndcg_score([truth], [predicted], k=k) if len(truth) > 1 else float(truth[0] > 0)',
  '',
  '',
  'def average_precision(truth, predicted, k):',
  '    hits = in_order(truth, predicted) > 0.5',
  '    if not hits.any():',
  '        return 1.0',
  '    top = hits[:k]',
  '    return np.sum(np.cumsum(top)[top] / (np.flatnonzero(top) + 1)) / min(hits.sum(), k or len(hits))',
  '',
  '',
  'def reciprocal_rank(truth, predicted, k):',
  '    hits = np.flatnonzero(in_order(truth, predicted) > 0.5)',
  '    return 1 / (hits[0] + 1) if len(hits) else 0.0',
  '',
  '',
  'def over_queries(score, k=None):',
  '    return lambda y, predicted, queries: np.mean([score(y[queries == q], predicted[queries == q], k) for q in np.unique(queries)])',
  '',
  '',
];

function rankingCode(metrics: readonly Metric[], imports: Imports): readonly string[] {
  imports.add('sklearn.metrics', 'ndcg_score');
  return metrics.map(({ type }) => {
    const [stem, k] = type.split('@');
    const name = { ndcg: 'ndcg', 'ndcg-linear': 'ndcg_linear', map: 'average_precision', mrr: 'reciprocal_rank' }[stem!]!;
    return `    ${text(type)}: over_queries(${name}${k === undefined ? '' : `, ${k}`}),`;
  });
}

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
  const lines = task === 'ranking' ? rankingCode(used, imports) : used.map((m) => `    ${text(m.type)}: ${scoreCode(m, task, imports)},`);
  const needing = used.filter((m) => m.needs === 'probabilities').map((m) => text(m.type));
  return [
    ...(task === 'ranking' ? RANKING : []),
    'METRICS = {',
    ...lines,
    '}',
    ...(isClassification(task) ? [`OF_PROBABILITIES = {${needing.join(', ')}}`] : []),
  ].join('\n');
}
