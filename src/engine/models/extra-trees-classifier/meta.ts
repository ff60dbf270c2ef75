import { defineMeta } from '../../core/algorithm.ts';
import { classForest, classForestParams, forestIntents } from '../../trees/forest/params.ts';

export const extraTreesClassifier = defineMeta({
  type: 'extra-trees-classifier',
  version: 1,
  name: 'ExtraTreesClassifier',
  module: 'sklearn.ensemble',
  summary: 'Asks many trees whose questions are drawn partly by lot, and lets them vote.',
  ...classForest,
  params: classForestParams(false),
  intents: forestIntents,
});
