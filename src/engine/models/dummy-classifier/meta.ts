import { defineMeta } from '../../core/algorithm.ts';
import { choice } from '../../core/params.ts';

export const dummyClassifier = defineMeta({
  type: 'dummy-classifier',
  version: 1,
  name: 'DummyClassifier',
  module: 'sklearn.dummy',
  summary: 'Ignores the columns and guesses from how common the classes are: the baseline that any model must beat.',
  tags: { tasks: ['binary', 'multiclass'], family: 'baseline', allowNaN: true, categories: false, deterministic: 'exact', sampleWeight: true, proba: true, wantsScaling: false, images: false, speed: 3, readability: 3, linear: false },
  params: {
    strategy: choice('prior', ['most_frequent', 'prior', 'stratified', 'uniform'], { help: 'Always the most common class (prior keeps its probabilities), or a guess drawn by how common the classes are, or by even odds.' }),
  },
});
