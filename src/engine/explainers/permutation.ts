import type { FeatureColumn, Features } from '../../frame/features.ts';
import { mulberry32, permutation } from '../core/random.ts';
import type { ExplainContext } from './explainable.ts';
import type { PermutationImportance } from './explanation.ts';

function shuffled(column: FeatureColumn, order: Int32Array): FeatureColumn {
  return column.kind === 'number'
    ? { ...column, values: Float64Array.from(order, (i) => column.values[i]!) }
    : { ...column, codes: Int32Array.from(order, (i) => column.codes[i]!) };
}

export interface PermutationOptions {
  readonly metric: string;
  readonly better: 'higher' | 'lower';
  readonly nRepeats: number;
  readonly seed: number;
}

/**
 * Permutation importance (Breiman 2001; scikit-learn's `permutation_importance`): how much worse the metric becomes when one
 * column is shuffled. `score` gives the metric for rows in their own order. Positive means the column helps.
 */
export async function permutationImportance(rows: Features, score: (rows: Features) => Promise<number>, options: PermutationOptions, ctx: ExplainContext): Promise<PermutationImportance> {
  const { nRepeats, seed } = options;
  const p = rows.columns.length;
  const sign = options.better === 'higher' ? 1 : -1;
  const baseline = await score(rows);
  const repeats = new Float64Array(p * nRepeats);
  for (let j = 0; j < p; j++) {
    // Each column has its own sequence, so that a column's figure does not depend on how many stand before it.
    const random = mulberry32(seed + 0x9e3779b1 * (j + 1));
    for (let r = 0; r < nRepeats; r++) {
      await ctx.breathe();
      const order = permutation(rows.rows, random);
      const columns = rows.columns.map((column, k) => (k === j ? shuffled(column, order) : column));
      repeats[j * nRepeats + r] = sign * (baseline - (await score({ rows: rows.rows, columns })));
      ctx.progress(j * nRepeats + r + 1, p * nRepeats);
    }
  }
  const of = (j: number): Float64Array => repeats.subarray(j * nRepeats, (j + 1) * nRepeats);
  const mean = Float64Array.from({ length: p }, (_, j) => of(j).reduce((a, b) => a + b, 0) / nRepeats);
  const sd = Float64Array.from({ length: p }, (_, j) => Math.sqrt(of(j).reduce((s, v) => s + (v - mean[j]!) ** 2, 0) / nRepeats));
  return { kind: 'permutation', metric: options.metric, baseline, columns: rows.columns.map((c) => c.name), mean, sd, repeats, nRepeats };
}
