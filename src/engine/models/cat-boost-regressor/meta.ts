import { defineMeta } from '../../core/algorithm.ts';
import { choice, float } from '../../core/params.ts';
import { boostIntents, boostParams } from '../../trees/catboost/params.ts';

export const catBoostRegressor = defineMeta({
  type: 'cat-boost-regressor',
  version: 1,
  name: 'CatBoostRegressor',
  module: 'catboost',
  summary: 'Boosted symmetric trees that take categories and missing values as they are; good without tuning.',
  tags: { tasks: ['regression'], family: 'tree', allowNaN: true, categories: true, deterministic: 'exact', sampleWeight: true, proba: false, wantsScaling: false, images: false, speed: 2, readability: 1, linear: false },
  step: 'round',
  params: {
    lossFunction: choice('RMSE', ['RMSE', 'MAE', 'Quantile', 'MAPE', 'Huber', 'Poisson', 'Tweedie', 'Expectile', 'Lq'], { help: 'What the trees make small: squared, absolute or relative error, a quantile, or the deviance of counts and amounts.' }),
    alpha: float(0.5, { above: 0, below: 1, when: { lossFunction: ['Quantile', 'Expectile'] }, python: null, help: 'Which quantile (or expectile): 0.9 is exceeded by one row in ten.' }),
    delta: float(1, { above: 0, when: { lossFunction: ['Huber'] }, python: null, help: 'Errors above this count by their size, not by their square.' }),
    variancePower: float(1.5, { above: 1, below: 2, when: { lossFunction: ['Tweedie'] }, python: null, help: 'Between 1 (counts) and 2 (amounts): how fast the variance grows with the mean.' }),
    q: float(2, { min: 1, max: 10, when: { lossFunction: ['Lq'] }, python: null, help: 'Errors count by this power.' }),
    ...boostParams,
  },
  intents: boostIntents,
  checkWith: { iterations: 8, depth: 3, bootstrapType: 'No', randomStrength: 0 },
  waives: {
    'category-row-order': 'A category counts by the rows before it in a random order, as in CatBoost: another order of the rows, another model.',
    weights: 'CatBoost scales l2LeafReg by the mean weight of the rows, so that weight k is not the row k times.',
  },
});
