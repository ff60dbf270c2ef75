import type { Task } from '../../engine/core/dataset.ts';
import { defaultMetric, metricsFor } from '../../engine/metrics/catalog-by-task.ts';
import { catalog as models } from '../../engine/models/catalog.ts';
import { catalog as transformers } from '../../engine/transformers/catalog.ts';
import type { Study } from '../schema.ts';
import type { ScriptContext } from './script.ts';

/** The task where only the study is known: its own, or the one its target's type suggests. */
function taskOf(study: Study): Task {
  if (study.task !== null) return study.task;
  const target = study.data?.columns.find((c) => c.name === study.target);
  if (!target) return 'unsupervised';
  if (target.type !== 'category') return target.type === 'text' ? 'multiclass' : 'regression';
  return (target.dictionary?.length ?? 0) <= 2 ? 'binary' : 'multiclass';
}

/** Everything the script needs besides the study: this engine's own catalogues. */
export function defaultContext(study: Study, task: Task | null): Omit<ScriptContext, 'nets'> {
  const known = task ?? taskOf(study);
  return { task: known, models, transformers, metrics: metricsFor(known), metric: defaultMetric(known)?.type ?? null };
}
