import { defineMeta } from '../../core/algorithm.ts';
import { choice, nullable, text } from '../../core/params.ts';
import { boostIntents, boostParams } from '../../trees/catboost/params.ts';

export const catBoostClassifier = defineMeta({
  type: 'cat-boost-classifier',
  version: 1,
  name: 'CatBoostClassifier',
  module: 'catboost',
  summary: 'Boosted symmetric trees that take categories and missing values as they are; good without tuning.',
  tags: { tasks: ['binary', 'multiclass'], family: 'tree', allowNaN: true, categories: true, deterministic: 'exact', sampleWeight: true, proba: true, wantsScaling: false, images: false, speed: 2, readability: 1, linear: false },
  step: 'round',
  params: {
    lossFunction: nullable(choice('Logloss', ['Logloss', 'CrossEntropy', 'MultiClass', 'MultiClassOneVsAll'], { help: 'What the trees make small. Empty: Logloss for two classes, MultiClass for more.' })),
    autoClassWeights: choice('None', ['None', 'Balanced', 'SqrtBalanced'], { help: 'Balanced lets rare classes count as much as common ones; SqrtBalanced goes half the way.' }),
    classWeights: text('', { advanced: true, help: 'How much each class counts, such as "no: 1, yes: 3". Classes that are not named count 1.' }),
    ...boostParams,
  },
  intents: boostIntents,
  checkWith: { iterations: 8, depth: 3, bootstrapType: 'No', randomStrength: 0 },
  waives: {
    'category-row-order': 'A category counts by the rows before it in a random order, as in CatBoost: another order of the rows, another model.',
    weights: 'CatBoost scales l2LeafReg by the mean weight of the rows, so that weight k is not the row k times.',
  },
});
