import { defineMeta } from '../../core/algorithm.ts';
import { bootstrapIntents, drawnWaives, valueForest, valueForestParams } from '../../trees/forest/params.ts';

export const randomForestRegressor = defineMeta({
  type: 'random-forest-regressor',
  version: 1,
  name: 'RandomForestRegressor',
  module: 'sklearn.ensemble',
  summary: 'Asks many trees, each grown on rows drawn by lot, and answers with their mean.',
  ...valueForest,
  params: valueForestParams(true),
  intents: bootstrapIntents,
  waives: drawnWaives,
});
