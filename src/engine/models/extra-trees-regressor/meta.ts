import { defineMeta } from '../../core/algorithm.ts';
import { choice } from '../../core/params.ts';
import { VALUE_CRITERIA } from '../../tree/criteria.ts';
import { forestIntents, forestParams } from '../../trees/forest/params.ts';
import { maxFeaturesParams } from '../../trees/max-features.ts';

export const extraTreesRegressor = defineMeta({
  type: 'extra-trees-regressor',
  version: 1,
  name: 'ExtraTreesRegressor',
  module: 'sklearn.ensemble',
  summary: 'Asks many trees whose questions are drawn partly by lot, and answers with their mean.',
  tags: { tasks: ['regression', 'ranking'], family: 'tree', allowNaN: true, categories: false, deterministic: 'exact', sampleWeight: true, proba: false, wantsScaling: false, images: false, speed: 2, readability: 2, linear: false },
  step: 'tree',
  continues: { by: 'nEstimators', counts: 'all' },
  params: {
    criterion: choice('squared_error', VALUE_CRITERIA, { help: 'What a split should lower: squared error (friedman_mse is the same), absolute error around the median, or Poisson deviance of counts.' }),
    ...maxFeaturesParams('all'),
    ...forestParams(false),
  },
  intents: forestIntents,
  checkWith: { nEstimators: 8 },
});
