import type { Task } from '../../../engine/core/dataset.ts';
import { metrics } from '../../../engine/metrics/catalog.ts';
import { defaultMetric, metricsFor } from '../../../engine/metrics/catalog-by-task.ts';
import { RECONSTRUCTION_ERROR } from '../../../study/score.ts';

/** What a screen says of a metric. */
export interface MetricWords {
  readonly type: string;
  readonly name: string;
  readonly help: string;
  readonly better: 'higher' | 'lower';
}

const reconstruction: MetricWords = { type: RECONSTRUCTION_ERROR, name: 'Mean anomaly score', help: 'How unusual the model finds held-out rows, on average; for an autoencoder, its reconstruction error. Scores of different kinds of models cannot be compared. Lower is better.', better: 'lower' };

export const metricWords = (type: string): MetricWords => (type === RECONSTRUCTION_ERROR ? reconstruction : (metrics.find((m) => m.type === type) ?? { type, name: type, help: '', better: 'higher' }));

/** Metrics of a task, the usual ones first. */
export const wordsFor = (task: Task): readonly MetricWords[] => (task === 'unsupervised' ? [reconstruction] : metricsFor(task));

/** The metric a leaderboard is sorted by: the study's own where it suits the task, else the task's usual one. */
export function leadingMetric(chosen: string | null, task: Task): MetricWords {
  const all = wordsFor(task);
  return all.find((m) => m.type === chosen) ?? all.find((m) => m.type === defaultMetric(task)?.type) ?? all[0] ?? reconstruction;
}
