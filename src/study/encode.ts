import type { PredictContext } from '../engine/core/algorithm.ts';
import { StudioError } from '../engine/core/errors.ts';
import { type Code, codedAt } from '../engine/evaluation/anomaly.ts';
import type { Matrix } from '../frame/matrix.ts';
import type { Table } from '../frame/table.ts';
import { inputFeatures } from './predict.ts';
import { algorithmOf } from './registry.ts';
import type { FittedPipeline, RunResult } from './results.ts';
import { pipelineMatrices } from './model-matrix.ts';

/** The table's rows (`null`: all) in the bottleneck of a net that has one, rows × size of the code; `null` for all other models. */
export async function encodeTable(fitted: FittedPipeline, table: Table, rows: Uint32Array | null, ctx: PredictContext): Promise<Matrix | null> {
  const algorithm = algorithmOf(fitted.model.type);
  if (!algorithm.encode) return null;
  return algorithm.encode(fitted.model.state, pipelineMatrices(fitted)(inputFeatures(fitted, table, rows)), ctx);
}

/** Rows as the model sees them (after every step) and as it builds them again from their code: rows × columns, row-major. */
export interface Rebuilt {
  readonly columns: readonly string[];
  readonly original: Float64Array;
  readonly rebuilt: Float64Array;
}

/** Some rows beside what an autoencoder makes of them. Throws StudioError('unsupported') for models that rebuild nothing. */
export async function rebuildRows(fitted: FittedPipeline, table: Table, rows: Uint32Array, ctx: PredictContext): Promise<Rebuilt> {
  const algorithm = algorithmOf(fitted.model.type);
  if (!algorithm.reconstruct) throw new StudioError('unsupported', `${algorithm.name} does not rebuild rows; an autoencoder does.`, { algorithm: algorithm.type });
  const X = pipelineMatrices(fitted)(inputFeatures(fitted, table, rows));
  const { values } = await algorithm.reconstruct(fitted.model.state, X, ctx);
  return { columns: X.columns, original: X.values, rebuilt: values };
}

/** Where a run's scored rows lie in its code, for `evaluate`: at most 5,000 of them, the most unusual among them; `null` where the model has no code. */
export async function codeOf({ fitted, predictions, task }: Pick<RunResult, 'fitted' | 'predictions' | 'task'>, table: () => Table | Promise<Table>, ctx: PredictContext): Promise<Code | null> {
  if (task !== 'unsupervised' || !algorithmOf(fitted.model.type).encode) return null;
  const rows = Uint32Array.from(codedAt(predictions.yPred), (i) => predictions.rows[i]!);
  const values = await encodeTable(fitted, await table(), rows, ctx);
  return values && { rows, values };
}
