import { defineMeta } from '../../core/algorithm.ts';
import { choice } from '../../core/params.ts';
import { CLASS_CRITERIA } from '../../tree/criteria.ts';
import { bootstrapIntents, forestParams } from '../../trees/forest/params.ts';
import { maxFeaturesParams } from '../../trees/max-features.ts';

export const randomForestClassifier = defineMeta({
  type: 'random-forest-classifier',
  version: 1,
  name: 'RandomForestClassifier',
  module: 'sklearn.ensemble',
  summary: 'Asks many trees, each grown on rows and columns drawn by lot, and lets them vote.',
  tags: { tasks: ['binary', 'multiclass'], family: 'tree', allowNaN: true, categories: false, deterministic: 'exact', sampleWeight: true, proba: true, wantsScaling: false, images: false, speed: 2, readability: 2, linear: false },
  step: 'tree',
  continues: { by: 'nEstimators', counts: 'all' },
  params: {
    criterion: choice('gini', CLASS_CRITERIA, { help: 'How mixed a leaf is: Gini impurity, or entropy (of which log_loss is another name).' }),
    ...maxFeaturesParams('sqrt'),
    ...forestParams(true),
    classWeight: choice('none', ['none', 'balanced', 'balanced_subsample'], { help: 'Balanced lets rare classes count as much as common ones; balanced_subsample weighs them anew in every tree.' }),
  },
  intents: bootstrapIntents,
  waives: {
    'row-order': 'Every tree draws its rows by their number; another order of the table makes other draws.',
    weights: 'A weighted row is drawn more often, a repeated one in more places: the same on average only.',
    'zero-weight': 'Rows are drawn by their number, and rows of no weight take numbers too: the same on average only.',
  },
  checkWith: { nEstimators: 8 },
});
