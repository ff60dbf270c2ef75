import type { Matrix } from '../../frame/matrix.ts';
import { inputFeatures } from '../../study/predict.ts';
import { algorithmOf } from '../../study/registry.ts';
import { applySteps, modelMatrix } from '../../study/steps.ts';
import type { Call } from '../protocol.ts';
import { type Desk, predicting } from './desk.ts';
import type { KeptResult } from './results.ts';

/** Where each scored row lies in the bottleneck of a net that has one; `null` for all other models. */
export async function codeOf(desk: Desk, { fitted, predictions, table }: KeptResult, call: Call): Promise<Matrix | null> {
  const algorithm = algorithmOf(fitted.model.type);
  if (!algorithm.encode) return null;
  const features = applySteps(fitted.steps, inputFeatures(fitted, await desk.tables.get(table), predictions.rows));
  return algorithm.encode(fitted.model.state, modelMatrix(features), predicting(call));
}
