import type { PredictContext } from '../../engine/core/algorithm.ts';
import { isClassification } from '../../engine/core/dataset.ts';
import { mulberry32, permutation } from '../../engine/core/random.ts';
import type { ExplainContext, Explainable } from '../../engine/explainers/explainable.ts';
import type { FeatureColumn } from '../../frame/features.ts';
import { predictFeatures } from '../fit.ts';
import { algorithmOf } from '../registry.ts';
import type { RunResult } from '../results.ts';

/** What an explanation needs of a run. */
export type Explained = Pick<RunResult, 'fitted' | 'probeRows' | 'predictions'>;
export type ExplainRun = ExplainContext & PredictContext;

/** `limit` of the rows, drawn without order being lost. */
export function sample(rows: Uint32Array, limit: number, seed: number): Uint32Array {
  // A copy: what is handed to the page takes its buffer along, and the run keeps its own rows.
  if (rows.length <= limit) return rows.slice();
  const chosen = permutation(rows.length, mulberry32(seed)).slice(0, limit).sort((a, b) => a - b);
  return Uint32Array.from(chosen, (i) => rows[i]!);
}

/** What the model says in numbers: probabilities of classes, or its one value. */
export function explainable(run: Explained, ctx: PredictContext): Explainable {
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

/** The cells themselves: numbers, or texts of categories (empty where missing). */
export const cellsOf = (column: FeatureColumn): Float64Array | readonly string[] =>
  column.kind === 'number' ? column.values : Array.from(column.codes, (code) => (code < 0 ? '' : column.categories[code]!));
