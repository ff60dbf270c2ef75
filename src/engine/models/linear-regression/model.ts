import { defineAlgorithm } from '../../core/algorithm.ts';
import { checkFitInput, checkPredictInput } from '../../core/validate.ts';
import { affine, lowerAffine } from '../../linear/affine.ts';
import { centreOf, interceptOf, reduceCentred } from '../../linear/centre.ts';
import { minimumNorm } from '../../math/least-squares.ts';
import { nonNegative } from '../../math/nnls.ts';
import { linearRegression } from './meta.ts';

type State = { readonly columns: readonly string[]; readonly coef: Float64Array; readonly intercept: Float64Array; readonly rank: number };

/** Ordinary least squares by Householder QR; where columns depend on each other, the shortest of the best solutions. */
export const linearRegressionModel = defineAlgorithm<typeof linearRegression, State>(linearRegression, {
  async fit(train, { fitIntercept, positive }, ctx) {
    const input = checkFitInput(train, linearRegression);
    const centre = centreOf(input, fitIntercept);
    const triangle = await reduceCentred(input, centre, 0, ctx);
    const solution = minimumNorm(triangle);
    const coef = positive ? nonNegative(triangle) : solution.x;
    if (solution.rank < coef.length) ctx.note('rank', `Only ${solution.rank} of ${coef.length} columns are independent; the shortest of the equally good solutions was taken.`);
    return { columns: input.X.columns, coef, intercept: Float64Array.of(interceptOf(centre, coef)), rank: solution.rank };
  },
  predict({ columns, coef, intercept }, X) {
    checkPredictInput(columns, X, linearRegression);
    return affine(X, coef, intercept);
  },
  lower: ({ coef, intercept }, graph, x) => ({ kind: 'value', value: lowerAffine(graph, x, coef, intercept) }),
  coefficients: ({ columns, coef, intercept }) => ({ coef: { rows: 1, columns, values: coef }, intercept }),
});
