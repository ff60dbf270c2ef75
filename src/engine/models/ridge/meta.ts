import { defineMeta } from '../../core/algorithm.ts';
import { bool, float } from '../../core/params.ts';

export const ridge = defineMeta({
  type: 'ridge',
  version: 1,
  name: 'Ridge',
  module: 'sklearn.linear_model',
  summary: 'Linear regression that keeps its coefficients small, so that it is steadier with many or related columns.',
  tags: { tasks: ['regression', 'ranking'], family: 'linear', allowNaN: false, categories: false, deterministic: 'exact', sampleWeight: true, proba: false, wantsScaling: true, images: false, speed: 3, readability: 3, linear: true },
  params: {
    alpha: float(1, { min: 0, search: { low: 1e-4, high: 1e4, log: true }, help: 'Strength of the penalty on large coefficients; 0 is ordinary least squares.' }),
    fitIntercept: bool(true, { help: 'Learn a constant term, which is not penalised.' }),
    positive: bool(false, { help: 'Allow only coefficients of zero and above.', advanced: true }),
  },
});
