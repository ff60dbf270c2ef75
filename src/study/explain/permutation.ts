import { StudioError } from '../../engine/core/errors.ts';
import type { PermutationImportance } from '../../engine/explainers/explanation.ts';
import { permutationImportance } from '../../engine/explainers/permutation.ts';
import { metrics } from '../../engine/metrics/catalog.ts';
import type { Features } from '../../frame/features.ts';
import type { Table } from '../../frame/table.ts';
import { predictFeatures } from '../fit.ts';
import { inputFeatures } from '../predict.ts';
import { spreadQueries } from '../query.ts';
import { type Explained, type ExplainRun, sample } from './rows.ts';

/** Rows of whole queries, spread over all of them. */
function wholeQueries(rows: Uint32Array, queryOf: (row: number) => number, limit: number): Uint32Array {
  const at = spreadQueries(Uint32Array.from(rows.keys()), Int32Array.from(rows, queryOf), limit);
  return Uint32Array.from(at, (i) => rows[i]!);
}

/** Permutation importance of the pipeline's own columns, on rows it was not fitted on where the split has such rows. */
export async function explainPermutation(run: Explained, table: Table, options: { readonly metric: string; readonly nRepeats: number; readonly maxRows: number; readonly seed: number }, ctx: ExplainRun): Promise<PermutationImportance> {
  const { fitted, predictions } = run;
  const metric = metrics.find((m) => m.type === options.metric);
  if (!metric) throw new StudioError('param', `There is no metric "${options.metric}". There are: ${metrics.map((m) => m.type).join(', ')}.`, { param: 'metric' });
  if (predictions.yTrue === null) throw new StudioError('unsupported', 'Permutation importance compares with a target, and this study has none. Use SHAP on the anomaly score.');
  const place = new Map(Array.from(predictions.rows, (row, i) => [row, i]));
  const known = run.probeRows.filter((row) => place.has(row));
  const { groups: queries, yTrue: truth } = predictions;
  const rows = queries ? wholeQueries(known, (row) => queries[place.get(row)!]!, options.maxRows) : sample(known, options.maxRows, options.seed);
  const yTrue = Float64Array.from(rows, (row) => truth[place.get(row)!]!);
  const groups = queries ? Int32Array.from(rows, (row) => queries[place.get(row)!]!) : null;
  const score = async (features: Features): Promise<number> => {
    const out = await predictFeatures(fitted, features, ctx);
    return metric.score({ yTrue, yPred: out.yPred, proba: out.proba, classes: fitted.classes, weight: null, groups });
  };
  return permutationImportance(inputFeatures(fitted, table, rows), score, { ...options, better: metric.better }, ctx);
}
