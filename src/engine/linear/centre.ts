import type { FitContext } from '../core/context.ts';
import type { CheckedInput } from '../core/validate.ts';
import { Reducer, type Triangle } from '../math/qr.ts';

export interface Centre {
  /** Weighted mean of every column; zeros without an intercept. */
  readonly mean: Float64Array;
  readonly yMean: number;
}

/** Weighted means in two passes: the second adds the mean of what the first left, which removes its rounding. */
export function centreOf({ X, y, weight }: CheckedInput, fitIntercept: boolean): Centre {
  const p = X.columns.length;
  const mean = new Float64Array(p);
  let yMean = 0;
  if (!fitIntercept) return { mean, yMean };
  let total = 0;
  for (let i = 0; i < X.rows; i++) total += weight?.[i] ?? 1;
  for (let pass = 0; pass < 2; pass++) {
    const rest = new Float64Array(p);
    let yRest = 0;
    for (let i = 0; i < X.rows; i++) {
      const w = weight?.[i] ?? 1;
      for (let j = 0; j < p; j++) rest[j]! += w * (X.values[i * p + j]! - mean[j]!);
      yRest += w * (y[i]! - yMean);
    }
    for (let j = 0; j < p; j++) mean[j]! += rest[j]! / total;
    yMean += yRest / total;
  }
  return { mean, yMean };
}

/** ‖√w (X − mean)·b − √w (y − yMean)‖² + α‖b‖² as a p × p triangle; breathes between blocks of rows. */
export async function reduceCentred({ X, y, weight }: CheckedInput, { mean, yMean }: Centre, alpha: number, ctx: FitContext): Promise<Triangle> {
  const p = X.columns.length;
  const reducer = new Reducer(p);
  const rootOf = (row: number): number => (weight ? Math.sqrt(weight[row]!) : 1);
  for (let from = 0; from < X.rows; from += reducer.blockRows) {
    await ctx.breathe();
    ctx.progress(from, X.rows);
    const rows = Math.min(reducer.blockRows, X.rows - from);
    reducer.add(rows, (i, j) => rootOf(from + i) * (X.values[(from + i) * p + j]! - mean[j]!), (i) => rootOf(from + i) * (y[from + i]! - yMean));
  }
  if (alpha > 0) {
    const root = Math.sqrt(alpha);
    for (let from = 0; from < p; from += reducer.blockRows) {
      await ctx.breathe();
      reducer.add(Math.min(reducer.blockRows, p - from), (i, j) => (from + i === j ? root : 0), () => 0);
    }
  }
  ctx.progress(X.rows, X.rows);
  return reducer.triangle();
}

export function interceptOf({ mean, yMean }: Centre, coef: Float64Array): number {
  let intercept = yMean;
  for (let j = 0; j < coef.length; j++) intercept -= mean[j]! * coef[j]!;
  return intercept;
}
