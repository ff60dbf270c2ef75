import { isClassification } from '../engine/core/dataset.ts';
import { argmaxRows } from '../engine/math/softmax.ts';
import type { Prepared } from './prepare.ts';
import { algorithmOf } from './registry.ts';
import type { FittedPipeline, OutOfBagRun, Predictions } from './results.ts';
import { scoreAll } from './score.ts';

/**
 * What the trees of a forest say of its training rows `at`, each row asked of the trees that did not draw it, scored as held-out rows are;
 * `null` where that was not asked for, or nobody can answer.
 */
export function outOfBagRun({ model, task, classes }: FittedPipeline, prepared: Prepared, at: Uint32Array): OutOfBagRun | null {
  const said = algorithmOf(model.type).bagging?.(model.state)?.predictions ?? null;
  if (said === null || prepared.y === null) return null;
  const width = said.length / at.length;
  const asked = Uint32Array.from(at.keys()).filter((i) => !Number.isNaN(said[i * width]!));
  if (asked.length === 0) return null;
  const known = asked.map((i) => at[i]!);
  const answers = Float64Array.from({ length: asked.length * width }, (_, i) => said[asked[Math.floor(i / width)]! * width + (i % width)]!);
  const proba = isClassification(task) ? answers : null;
  const predictions: Predictions = {
    rows: known.map((i) => prepared.rows[i]!),
    fold: new Uint16Array(asked.length),
    yTrue: Float64Array.from(known, (i) => prepared.y![i]!),
    yPred: proba === null ? answers : argmaxRows(proba, width),
    proba,
    ...(prepared.query !== null && prepared.groups !== null ? { groups: Int32Array.from(known, (i) => prepared.groups![i]!) } : {}),
  };
  const scores = scoreAll(task, { yTrue: predictions.yTrue!, yPred: predictions.yPred, proba, classes, weight: null, groups: predictions.groups ?? null });
  return { scores, predictions, unscored: at.length - asked.length };
}
