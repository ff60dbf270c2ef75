import { defineMeta } from '../../core/algorithm.ts';
import { choice } from '../../core/params.ts';
import { CLASS_CRITERIA } from '../../tree/criteria.ts';
import { forestIntents, forestParams } from '../../trees/forest/params.ts';
import { maxFeaturesParams } from '../../trees/max-features.ts';

export const extraTreesClassifier = defineMeta({
  type: 'extra-trees-classifier',
  version: 1,
  name: 'ExtraTreesClassifier',
  module: 'sklearn.ensemble',
  summary: 'Asks many trees whose questions are drawn partly by lot, and lets them vote.',
  tags: { tasks: ['binary', 'multiclass'], family: 'tree', allowNaN: true, categories: false, deterministic: 'exact', sampleWeight: true, proba: true, wantsScaling: false, images: false, speed: 2, readability: 2, linear: false },
  step: 'tree',
  continues: { by: 'nEstimators', counts: 'all' },
  params: {
    criterion: choice('gini', CLASS_CRITERIA, { help: 'How mixed a leaf is: Gini impurity, or entropy (of which log_loss is another name).' }),
    ...maxFeaturesParams('sqrt'),
    ...forestParams(false),
    classWeight: choice('none', ['none', 'balanced', 'balanced_subsample'], { help: 'Balanced lets rare classes count as much as common ones; balanced_subsample weighs them anew in every tree.' }),
  },
  intents: forestIntents,
  checkWith: { nEstimators: 8 },
});
