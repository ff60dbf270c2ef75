import { defineMeta } from '../../core/algorithm.ts';
import { neighbourParams } from '../../neighbours/params.ts';

export const kNeighborsClassifier = defineMeta({
  type: 'k-neighbors-classifier',
  version: 1,
  name: 'KNeighborsClassifier',
  module: 'sklearn.neighbors',
  summary: 'Looks up the most similar training rows and lets them vote.',
  tags: { tasks: ['binary', 'multiclass'], family: 'neighbours', allowNaN: false, categories: false, deterministic: 'exact', sampleWeight: false, proba: true, wantsScaling: true, images: false, speed: 2, readability: 2, linear: false },
  params: neighbourParams,
});
