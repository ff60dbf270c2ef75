import { defineMeta } from '../../core/algorithm.ts';
import { bootstrapIntents, classForest, classForestParams, drawnWaives } from '../../trees/forest/params.ts';

export const randomForestClassifier = defineMeta({
  type: 'random-forest-classifier',
  version: 1,
  name: 'RandomForestClassifier',
  module: 'sklearn.ensemble',
  summary: 'Asks many trees, each grown on rows and columns drawn by lot, and lets them vote.',
  ...classForest,
  params: classForestParams(true),
  intents: bootstrapIntents,
  waives: drawnWaives,
});
