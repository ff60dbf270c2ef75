import { defineMeta } from '../../core/algorithm.ts';
import { choice, float } from '../../core/params.ts';
import { XGBOOST_REGRESSION } from '../../trees/objectives/names.ts';
import { xgboostIntents, xgboostMain, xgboostMore } from '../../trees/xgboost/params.ts';

export const xgbRegressor = defineMeta({
  type: 'xgb-regressor',
  version: 1,
  name: 'XGBRegressor',
  module: 'xgboost',
  summary: 'Many small trees, each mending what those before it got wrong, grown level by level.',
  tags: { tasks: ['regression'], family: 'tree', allowNaN: true, categories: true, deterministic: 'exact', sampleWeight: true, proba: false, wantsScaling: false, images: false, speed: 2, readability: 1, linear: false },
  step: 'round',
  continues: { by: 'nEstimators', counts: 'more' },
  params: {
    ...xgboostMain,
    objective: choice('reg:squarederror', XGBOOST_REGRESSION, { help: 'What is made small: squared errors, absolute ones, a quantile\'s, or the likelihood of counts or amounts.' }),
    quantileAlpha: float(0.5, { above: 0, below: 1, when: { objective: ['reg:quantileerror'] }, help: 'The quantile that is sought: 0.9 is exceeded by one row in ten.' }),
    huberSlope: float(1, { above: 0, when: { objective: ['reg:pseudohubererror'] }, help: 'Size of the errors from which they count straight rather than squared.' }),
    tweedieVariancePower: float(1.5, { above: 1, below: 2, when: { objective: ['reg:tweedie'] }, help: 'Near 1: like counts; near 2: like amounts above zero.' }),
    ...xgboostMore,
  },
  intents: xgboostIntents,
  checkWith: { nEstimators: 25 },
});
