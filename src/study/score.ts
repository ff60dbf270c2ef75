import type { Task } from '../engine/core/dataset.ts';
import type { Scored } from '../engine/core/metric.ts';
import { metrics } from '../engine/metrics/catalog.ts';

/** Key of the one score of a study without a target: mean anomaly score of held-out rows; lower is better. */
export const RECONSTRUCTION_ERROR = 'reconstruction-error';

/** Every metric that this task and these predictions allow. */
export function scoreAll(task: Task, scored: Scored): Readonly<Record<string, number>> {
  const scores: Record<string, number> = {};
  for (const metric of metrics) {
    if (!(metric.tasks as readonly Task[]).includes(task)) continue;
    if (metric.needs === 'probabilities' && scored.proba === null) continue;
    scores[metric.type] = metric.score(scored);
  }
  return scores;
}
