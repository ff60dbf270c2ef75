import { defineMeta } from '../../core/algorithm.ts';
import { neighbourParams } from '../../neighbours/params.ts';

export const kNeighborsRegressor = defineMeta({
  type: 'k-neighbors-regressor',
  version: 1,
  name: 'KNeighborsRegressor',
  module: 'sklearn.neighbors',
  summary: 'Looks up the most similar training rows and averages their targets.',
  tags: { tasks: ['regression', 'ranking'], family: 'neighbours', allowNaN: false, categories: false, deterministic: 'exact', sampleWeight: false, proba: false, wantsScaling: true, images: false, speed: 2, readability: 2, linear: false },
  params: neighbourParams,
});
