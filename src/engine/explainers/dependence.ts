import type { FeatureColumn, Features } from '../../frame/features.ts';
import { percentile } from '../math/percentile.ts';
import type { ExplainContext, Explainable } from './explainable.ts';

/** Points of a column at which a model is asked: numbers in order, or names of categories. */
export type Grid = Float64Array | readonly string[];

/** Most categories of a column that are shown. */
const MOST_CATEGORIES = 30;

/** Values of a number column when there are few, else `points` of them evenly between the 5th and the 95th percentile; the most frequent categories. */
export function gridOf(column: FeatureColumn, points: number): Grid {
  if (column.kind === 'category') {
    const counts = new Float64Array(column.categories.length);
    for (const code of column.codes) if (code >= 0) counts[code]!++;
    const codes = Array.from(counts.keys()).filter((c) => counts[c]! > 0).sort((a, b) => counts[b]! - counts[a]!);
    return codes.slice(0, MOST_CATEGORIES).map((c) => column.categories[c]!);
  }
  const known = column.values.filter((v) => !Number.isNaN(v)).sort();
  const distinct = Float64Array.from(new Set(known));
  if (distinct.length <= points) return distinct;
  const [low, high] = [percentile(known, 0.05), percentile(known, 0.95)];
  if (low === high) return Float64Array.of(distinct[0]!, distinct.at(-1)!);
  return Float64Array.from({ length: points }, (_, i) => low + ((high - low) * i) / (points - 1));
}

/** The column with the same cell everywhere: place `at` of the grid. */
export function filled(column: FeatureColumn, grid: Grid, at: number, rows: number): FeatureColumn {
  if (column.kind === 'number') return { ...column, values: new Float64Array(rows).fill((grid as Float64Array)[at]!) };
  return { ...column, codes: new Int32Array(rows).fill(column.categories.indexOf((grid as readonly string[])[at]!)) };
}

export interface BruteDependence {
  /** outputs × points of the first grid × points of the second (1 where there is none). */
  readonly mean: Float64Array;
  /** outputs × rows × points: every row's own line (ICE), for one column; empty for two. */
  readonly lines: Float64Array;
}

/**
 * Partial dependence of any model, by its definition (Friedman 2001): every row is asked with the columns set to each point of their
 * grids; the mean of the answers, and each row's own (individual conditional expectation, Goldstein et al. 2015).
 */
export async function bruteDependence(model: Explainable, rows: Features, columns: readonly number[], grids: readonly Grid[], ctx: ExplainContext): Promise<BruteDependence> {
  const K = model.outputs.length;
  const N = rows.rows;
  const [G, H] = [grids[0]!.length, grids[1]?.length ?? 1];
  const mean = new Float64Array(K * G * H);
  const lines = new Float64Array(columns.length === 1 ? K * N * G : 0);
  for (let at = 0; at < G * H; at++) {
    await ctx.breathe();
    const places = [Math.floor(at / H), at % H];
    const set = rows.columns.map((column, j) => {
      const i = columns.indexOf(j);
      return i < 0 ? column : filled(column, grids[i]!, places[i]!, N);
    });
    const says = await model.score({ rows: N, columns: set });
    for (let i = 0; i < N; i++) {
      for (let k = 0; k < K; k++) {
        mean[k * G * H + at]! += says[i * K + k]! / N;
        if (lines.length > 0) lines[(k * N + i) * G + at] = says[i * K + k]!;
      }
    }
    ctx.progress(at + 1, G * H);
  }
  return { mean, lines };
}
