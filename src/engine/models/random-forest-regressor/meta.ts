import { defineMeta } from '../../core/algorithm.ts';
import { choice } from '../../core/params.ts';
import { VALUE_CRITERIA } from '../../tree/criteria.ts';
import { bootstrapIntents, forestParams } from '../../trees/forest/params.ts';
import { maxFeaturesParams } from '../../trees/max-features.ts';

export const randomForestRegressor = defineMeta({
  type: 'random-forest-regressor',
  version: 1,
  name: 'RandomForestRegressor',
  module: 'sklearn.ensemble',
  summary: 'Asks many trees, each grown on rows drawn by lot, and answers with their mean.',
  tags: { tasks: ['regression', 'ranking'], family: 'tree', allowNaN: true, categories: false, deterministic: 'exact', sampleWeight: true, proba: false, wantsScaling: false, images: false, speed: 2, readability: 2, linear: false },
  step: 'tree',
  continues: { by: 'nEstimators', counts: 'all' },
  params: {
    criterion: choice('squared_error', VALUE_CRITERIA, { help: 'What a split should lower: squared error (friedman_mse is the same), absolute error around the median, or Poisson deviance of counts.' }),
    ...maxFeaturesParams('all'),
    ...forestParams(true),
  },
  intents: bootstrapIntents,
  waives: {
    'row-order': 'Every tree draws its rows by their number; another order of the table makes other draws.',
    weights: 'A weighted row is drawn more often, a repeated one in more places: the same on average only.',
    'zero-weight': 'Rows are drawn by their number, and rows of no weight take numbers too: the same on average only.',
  },
  checkWith: { nEstimators: 8 },
});
