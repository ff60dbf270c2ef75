import { defineMeta } from '../../core/algorithm.ts';
import { choice, float } from '../../core/params.ts';
import { xgboostIntents, xgboostMain, xgboostMore } from '../../trees/xgboost/params.ts';

export const xgbClassifier = defineMeta({
  type: 'xgb-classifier',
  version: 1,
  name: 'XGBClassifier',
  module: 'xgboost',
  summary: 'Many small trees, each mending what those before it got wrong, grown level by level.',
  tags: { tasks: ['binary', 'multiclass'], family: 'tree', allowNaN: true, categories: true, deterministic: 'exact', sampleWeight: true, proba: true, wantsScaling: false, images: false, speed: 2, readability: 1, linear: false },
  step: 'round',
  continues: { by: 'nEstimators', counts: 'more' },
  params: {
    ...xgboostMain,
    scalePosWeight: float(1, { above: 0, help: 'For two classes: how much more the rows of the second one count. Rows of the first / rows of the second balances them.' }),
    objective: choice('binary:logistic', ['binary:logistic', 'multi:softprob'], { advanced: true, help: 'What is made small; three classes or more always take multi:softprob.' }),
    ...xgboostMore,
  },
  intents: xgboostIntents,
  waives: {
    'category-names': 'Categories that weigh less than minChildWeight all count as zero where categories are ordered, and stand there as the names do; so does XGBoost.',
    weights: 'Gradients are kept in single precision, as in XGBoost: three equal ones and one of triple weight differ by a rounding, and after many rounds another split may win by it.',
  },
  checkWith: { nEstimators: 25 },
});
