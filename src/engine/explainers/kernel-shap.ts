import type { FeatureColumn, Features } from '../../frame/features.ts';
import { StudioError } from '../core/errors.ts';
import { solveSemidefinite } from '../math/semidefinite.ts';
import { type Coalitions, coalitions } from './coalitions.ts';
import type { ExplainContext, Explainable } from './explainable.ts';

export interface KernelShapOptions {
  /** Subsets tried a row; `null`: 2 × columns + 2,048, as the shap package. */
  readonly nSamples: number | null;
  readonly seed: number;
}

export interface ShapValues {
  /** outputs × rows × columns. */
  readonly values: Float64Array;
  readonly base: Float64Array;
  /** outputs × rows. */
  readonly predicted: Float64Array;
}

/** Rows scored at once: enough to keep a predictor busy, few enough to cancel within a moment. */
const BATCH_ROWS = 8192;

/** `count` coalitions × the background: present columns hold the explained row, absent ones each background row in turn. */
function synthetic(row: Features, at: number, background: Features, sets: Coalitions, start: number, count: number): Features {
  const B = background.rows;
  const M = row.columns.length;
  const columns = row.columns.map((column, j): FeatureColumn => {
    const other = background.columns[j]!;
    const present = (c: number): boolean => sets.masks[(start + c) * M + j] === 1;
    if (column.kind === 'number') {
      const values = new Float64Array(count * B);
      for (let c = 0; c < count; c++) {
        if (present(c)) values.fill(column.values[at]!, c * B, (c + 1) * B);
        else values.set((other as typeof column).values, c * B);
      }
      return { ...column, values };
    }
    const codes = new Int32Array(count * B);
    for (let c = 0; c < count; c++) {
      if (present(c)) codes.fill(column.codes[at]!, c * B, (c + 1) * B);
      else codes.set((other as typeof column).codes, c * B);
    }
    return { ...column, codes };
  });
  return { rows: count * B, columns };
}

/** Mean output of every coalition over the background: count × K. */
async function coalitionMeans(model: Explainable, row: Features, at: number, background: Features, sets: Coalitions, ctx: ExplainContext): Promise<Float64Array> {
  const K = model.outputs.length;
  const B = background.rows;
  const means = new Float64Array(sets.count * K);
  const step = Math.max(1, Math.floor(BATCH_ROWS / B));
  for (let start = 0; start < sets.count; start += step) {
    await ctx.breathe();
    const count = Math.min(step, sets.count - start);
    const out = await model.score(synthetic(row, at, background, sets, start, count));
    for (let c = 0; c < count; c++) {
      for (let b = 0; b < B; b++) for (let k = 0; k < K; k++) means[(start + c) * K + k]! += out[(c * B + b) * K + k]! / B;
    }
  }
  return means;
}

/** Columns in which the row differs from some background row; the others add nothing. */
function varying(row: Features, at: number, background: Features): number[] {
  return row.columns.flatMap((column, j) => {
    const other = background.columns[j]!;
    const same = column.kind === 'number'
      ? (other as typeof column).values.every((v) => Object.is(v, column.values[at]))
      : (other as typeof column).codes.every((code) => code === column.codes[at]);
    return same ? [] : [j];
  });
}

/**
 * Least squares of (mean − base) on presence, under the constraint that the values add up to `gap`: the last column is
 * eliminated, as in the shap package.
 */
function regress(sets: Coalitions, M: number, means: Float64Array, K: number, k: number, base: number, gap: number): Float64Array {
  const n = M - 1;
  const A = new Float64Array(n * n);
  const b = new Float64Array(n);
  const x = new Float64Array(n);
  for (let s = 0; s < sets.count; s++) {
    const last = sets.masks[s * M + n]!;
    const w = sets.weights[s]!;
    for (let j = 0; j < n; j++) x[j] = sets.masks[s * M + j]! - last;
    const y = means[s * K + k]! - base - last * gap;
    for (let i = 0; i < n; i++) {
      if (x[i] === 0) continue;
      b[i]! += w * x[i]! * y;
      for (let j = 0; j <= i; j++) A[i * n + j]! += w * x[i]! * x[j]!;
    }
  }
  for (let i = 0; i < n; i++) for (let j = i + 1; j < n; j++) A[i * n + j] = A[j * n + i]!;
  const phi = new Float64Array(M);
  const free = solveSemidefinite(A, b, n);
  phi.set(free);
  phi[n] = gap - free.reduce((s, v) => s + v, 0);
  return phi;
}

const only = (features: Features, columns: readonly number[]): Features => ({ rows: features.rows, columns: columns.map((j) => features.columns[j]!) });

/** Puts the fixed columns back beside the varying ones before the model is asked. */
function widened(model: Explainable, row: Features, at: number, columns: readonly number[]): Explainable {
  if (columns.length === row.columns.length) return model;
  const place = new Map(columns.map((j, i) => [j, i]));
  return {
    outputs: model.outputs,
    score: (part) => model.score({
      rows: part.rows,
      columns: row.columns.map((column, j): FeatureColumn => {
        const i = place.get(j);
        if (i !== undefined) return part.columns[i]!;
        return column.kind === 'number'
          ? { ...column, values: new Float64Array(part.rows).fill(column.values[at]!) }
          : { ...column, codes: new Int32Array(part.rows).fill(column.codes[at]!) };
      }),
    }),
  };
}

/**
 * Kernel SHAP (Lundberg & Lee 2017): Shapley values of any model over a background, by weighted regression on subsets of
 * columns. Exact when every subset fits into the budget (11 columns at the default), else an estimate.
 */
export async function kernelShap(model: Explainable, background: Features, rows: Features, options: KernelShapOptions, ctx: ExplainContext): Promise<ShapValues> {
  if (background.rows === 0) throw new StudioError('data', 'There are no background rows to compare with. Choose at least one.');
  const K = model.outputs.length;
  const N = rows.rows;
  const p = rows.columns.length;
  const budget = options.nSamples ?? 2 * p + 2048;
  const base = new Float64Array(K);
  const overBackground = await model.score(background);
  for (let b = 0; b < background.rows; b++) for (let k = 0; k < K; k++) base[k]! += overBackground[b * K + k]! / background.rows;
  const full = await model.score(rows);
  const values = new Float64Array(K * N * p);
  const predicted = new Float64Array(K * N);
  const subsets = new Map<number, Coalitions>();

  for (let i = 0; i < N; i++) {
    const columns = varying(rows, i, background);
    const M = columns.length;
    for (let k = 0; k < K; k++) predicted[k * N + i] = full[i * K + k]!;
    const put = (k: number, j: number, v: number): void => { values[(k * N + i) * p + columns[j]!] = v; };
    if (M === 1) for (let k = 0; k < K; k++) put(k, 0, full[i * K + k]! - base[k]!);
    if (M > 1) {
      let sets = subsets.get(M);
      if (!sets) subsets.set(M, (sets = coalitions(M, budget, options.seed)));
      const means = await coalitionMeans(widened(model, rows, i, columns), only(rows, columns), i, only(background, columns), sets, ctx);
      for (let k = 0; k < K; k++) regress(sets, M, means, K, k, base[k]!, full[i * K + k]! - base[k]!).forEach((v, j) => put(k, j, v));
    }
    ctx.progress(i + 1, N);
    await ctx.breathe();
  }
  return { values, base, predicted };
}
