import { defineMeta } from '../../core/algorithm.ts';
import { forestIntents, valueForest, valueForestParams } from '../../trees/forest/params.ts';

export const extraTreesRegressor = defineMeta({
  type: 'extra-trees-regressor',
  version: 1,
  name: 'ExtraTreesRegressor',
  module: 'sklearn.ensemble',
  summary: 'Asks many trees whose questions are drawn partly by lot, and answers with their mean.',
  ...valueForest,
  params: valueForestParams(false),
  intents: forestIntents,
});
