import { defineMeta } from '../../core/algorithm.ts';
import { bool } from '../../core/params.ts';

export const linearRegression = defineMeta({
  type: 'linear-regression',
  version: 1,
  name: 'LinearRegression',
  module: 'sklearn.linear_model',
  summary: 'A weighted sum of the columns that comes closest to the target in squares.',
  tags: { tasks: ['regression', 'ranking'], family: 'linear', allowNaN: false, categories: false, deterministic: 'exact', sampleWeight: true, proba: false, wantsScaling: false, images: false, speed: 3, readability: 3, linear: true },
  params: {
    fitIntercept: bool(true, { help: 'Learn a constant term; switch off only if the target is zero where all columns are.' }),
    positive: bool(false, { help: 'Allow only coefficients of zero and above.', advanced: true }),
  },
});
