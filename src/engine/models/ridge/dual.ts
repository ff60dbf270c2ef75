import type { FitContext } from '../../core/context.ts';
import type { CheckedInput } from '../../core/validate.ts';
import type { Centre } from '../../linear/centre.ts';
import { solveCholesky } from '../../math/cholesky.ts';

/**
 * Ridge with more columns than rows, by its n × n dual: (K + αI)·d = y, coef = Xᵀd (Saunders, Gammerman & Vovk 1998).
 * `null` where rounding makes K + αI indefinite.
 */
export async function solveDual({ X, y, weight }: CheckedInput, { mean, yMean }: Centre, alpha: number, ctx: FitContext): Promise<Float64Array | null> {
  const p = X.columns.length;
  const n = X.rows;
  const Z = new Float64Array(n * p);
  const rhs = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const root = weight ? Math.sqrt(weight[i]!) : 1;
    for (let j = 0; j < p; j++) Z[i * p + j] = root * (X.values[i * p + j]! - mean[j]!);
    rhs[i] = root * (y[i]! - yMean);
  }
  const K = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    await ctx.breathe();
    ctx.progress(i, n);
    for (let k = 0; k <= i; k++) {
      let dot = 0;
      for (let j = 0; j < p; j++) dot += Z[i * p + j]! * Z[k * p + j]!;
      K[i * n + k] = dot;
    }
    K[i * n + i]! += alpha;
  }
  const dual = solveCholesky(K, rhs);
  if (!dual) return null;
  const coef = new Float64Array(p);
  for (let i = 0; i < n; i++) for (let j = 0; j < p; j++) coef[j]! += dual[i]! * Z[i * p + j]!;
  ctx.progress(n, n);
  return coef;
}
