import type { PredictContext } from '../engine/core/algorithm.ts';
import { isClassification } from '../engine/core/dataset.ts';
import { StudioError } from '../engine/core/errors.ts';
import { mulberry32, permutation } from '../engine/core/random.ts';
import type { ExplainContext, Explainable } from '../engine/explainers/explainable.ts';
import type { PermutationImportance, ShapExplanation } from '../engine/explainers/explanation.ts';
import { kernelShap, type ShapValues } from '../engine/explainers/kernel-shap.ts';
import { linearShap } from '../engine/explainers/linear-shap.ts';
import { permutationImportance } from '../engine/explainers/permutation.ts';
import { metrics } from '../engine/metrics/catalog.ts';
import type { FeatureColumn, Features } from '../frame/features.ts';
import type { Table } from '../frame/table.ts';
import { predictFeatures } from './fit.ts';
import { inputFeatures } from './predict.ts';
import { spreadQueries } from './query.ts';
import { algorithmOf } from './registry.ts';
import type { RunResult } from './results.ts';
import { pipelineMatrices } from './model-matrix.ts';

/** What an explanation needs of a run. */
export type Explained = Pick<RunResult, 'fitted' | 'probeRows' | 'predictions'>;
export type ExplainRun = ExplainContext & PredictContext;

/** `limit` of the rows, drawn without order being lost. */
function sample(rows: Uint32Array, limit: number, seed: number): Uint32Array {
  // A copy: what is handed to the page takes its buffer along, and the run keeps its own rows.
  if (rows.length <= limit) return rows.slice();
  const chosen = permutation(rows.length, mulberry32(seed)).slice(0, limit).sort((a, b) => a - b);
  return Uint32Array.from(chosen, (i) => rows[i]!);
}

/** Rows of whole queries, spread over all of them. */
function wholeQueries(rows: Uint32Array, queryOf: (row: number) => number, limit: number): Uint32Array {
  const at = spreadQueries(Uint32Array.from(rows.keys()), Int32Array.from(rows, queryOf), limit);
  return Uint32Array.from(at, (i) => rows[i]!);
}

/** What the model says in numbers: probabilities of classes, or its one value. */
function explainable(run: Explained, ctx: PredictContext): Explainable {
  const { fitted } = run;
  const proba = isClassification(fitted.task) && algorithmOf(fitted.model.type).predictProba !== undefined;
  const outputs = proba ? fitted.classes! : [fitted.target ?? 'anomaly score'];
  return {
    outputs,
    score: async (rows) => {
      const out = await predictFeatures(fitted, rows, ctx);
      return out.proba ?? out.yPred;
    },
  };
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

const cellsOf = (column: FeatureColumn): Float64Array | readonly string[] =>
  column.kind === 'number' ? column.values : Array.from(column.codes, (code) => (code < 0 ? '' : column.categories[code]!));

function exactLinear(run: Explained, background: Features, rows: Features): { readonly shap: ShapValues; readonly outputs: readonly string[] } {
  const { fitted } = run;
  const model = algorithmOf(fitted.model.type).coefficients!(fitted.model.state);
  const place = new Map(fitted.inputs.map((c, j) => [c.name, j]));
  const columnOf = fitted.features.map((f) => place.get(f.origin)!);
  const toMatrix = pipelineMatrices(fitted);
  const shap = linearShap(model, toMatrix(background), toMatrix(rows), columnOf, fitted.inputs.length);
  const outputs = fitted.classes === null ? [fitted.target!] : model.intercept.length === 1 ? [fitted.classes[1]!] : fitted.classes;
  return { shap, outputs };
}

/**
 * SHAP values on the person's own columns: exact for linear models (in log-odds for classes), kernel for any other.
 * Explained rows are drawn from those held out, the background from all others of the table.
 */
export async function explainShap(run: Explained, table: Table, options: { readonly maxRows: number; readonly background: number; readonly nSamples: number | null; readonly seed: number }, ctx: ExplainRun): Promise<ShapExplanation> {
  const { fitted } = run;
  const algorithm = algorithmOf(fitted.model.type);
  const rowsAt = sample(run.probeRows, options.maxRows, options.seed);
  const everyRow = Uint32Array.from({ length: table.rows }, (_, i) => i);
  const explained = new Set(rowsAt);
  const others = everyRow.filter((row) => !explained.has(row));
  const features = inputFeatures(fitted, table, rowsAt);
  const background = inputFeatures(fitted, table, sample(others.length > 0 ? others : everyRow, options.background, options.seed + 1));
  const linear = algorithm.tags.linear && algorithm.coefficients !== undefined;
  const model = explainable(run, ctx);
  const { shap, outputs } = linear
    ? exactLinear(run, background, features)
    : { shap: await kernelShap(model, background, features, options, ctx), outputs: model.outputs };
  const space = !isClassification(fitted.task) ? 'value' : linear ? 'log-odds' : 'probability';
  return {
    kind: 'shap',
    method: linear ? 'linear' : 'kernel',
    space,
    columns: fitted.inputs.map((c) => c.name),
    outputs,
    rows: rowsAt,
    values: shap.values,
    base: shap.base,
    predicted: shap.predicted,
    cells: features.columns.map(cellsOf),
  };
}
