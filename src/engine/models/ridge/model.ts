import { defineAlgorithm } from '../../core/algorithm.ts';
import { checkFitInput, checkPredictInput } from '../../core/validate.ts';
import { affine, lowerAffine } from '../../linear/affine.ts';
import { centreOf, interceptOf, reduceCentred } from '../../linear/centre.ts';
import { minimumNorm } from '../../math/least-squares.ts';
import { nonNegative } from '../../math/nnls.ts';
import { solveDual } from './dual.ts';
import { ridge } from './meta.ts';

type State = { readonly columns: readonly string[]; readonly coef: Float64Array; readonly intercept: Float64Array };

/** Least squares with α‖coef‖² added (Hoerl & Kennard 1970): QR of the data with √α·I below it, or the dual where p > n. */
export const ridgeModel = defineAlgorithm<typeof ridge, State>(ridge, {
  async fit(train, { alpha, fitIntercept, positive }, ctx) {
    const input = checkFitInput(train, ridge);
    const centre = centreOf(input, fitIntercept);
    const wide = input.X.columns.length > input.X.rows && alpha > 0 && !positive;
    let coef = wide ? await solveDual(input, centre, alpha, ctx) : null;
    if (!coef) {
      const triangle = await reduceCentred(input, centre, alpha, ctx);
      coef = positive ? nonNegative(triangle) : minimumNorm(triangle).x;
    }
    return { columns: input.X.columns, coef, intercept: Float64Array.of(interceptOf(centre, coef)) };
  },
  predict({ columns, coef, intercept }, X) {
    checkPredictInput(columns, X, ridge);
    return affine(X, coef, intercept);
  },
  lower: ({ coef, intercept }, graph, x) => ({ kind: 'value', value: lowerAffine(graph, x, coef, intercept) }),
  coefficients: ({ columns, coef, intercept }) => ({ coef: { rows: 1, columns, values: coef }, intercept }),
});
