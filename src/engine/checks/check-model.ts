import type { AnyAlgorithm } from '../core/algorithm.ts';
import { categoryChecks } from './model-category-checks.ts';
import { exportChecks } from './model-export-checks.ts';
import { fitChecks } from './model-fit-checks.ts';
import { inputChecks } from './model-input-checks.ts';
import { metaChecks } from './model-meta-checks.ts';
import { predictChecks } from './model-predict-checks.ts';
import { treeChecks } from './model-tree-checks.ts';
import { Fitted, type ModelCheck, type RunGraph } from './model-subject.ts';

export type { ModelCheck } from './model-subject.ts';

/** A check, and the reason why the algorithm is excused from it, if it is. */
export interface ChosenCheck extends ModelCheck {
  readonly waived: string | null;
}

/**
 * Every promise an algorithm makes, picked by its tags, once for each of its tasks. `runGraph` executes a graph (ONNX
 * Runtime). Exceptions stand in the algorithm's `waives`, by the id of the check; one that names no check is an error here.
 */
export function checksForModel(model: AnyAlgorithm, runGraph: RunGraph): readonly ChosenCheck[] {
  const checks: ModelCheck[] = [...metaChecks(model)];
  for (const task of model.tags.tasks) {
    const subject = { model, task, runGraph, fitted: new Fitted() };
    for (const part of [fitChecks, predictChecks, treeChecks, inputChecks, categoryChecks, exportChecks]) {
      for (const check of part(subject)) checks.push({ ...check, says: `${task}: ${check.says}` });
    }
  }
  const waives = model.waives ?? {};
  checks.push({ id: 'waives', says: 'what it is excused from exists, with a reason', run: () => {
    for (const [id, reason] of Object.entries(waives)) {
      if (!checks.some((check) => check.id === id)) throw new Error(`there is no check "${id}" to be excused from`);
      if (reason.length < 20) throw new Error(`"${id}" is waived without a reason`);
    }
  } });
  return checks.map((check) => ({ ...check, waived: Object.hasOwn(waives, check.id) ? waives[check.id]! : null }));
}
