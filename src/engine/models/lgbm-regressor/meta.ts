import { defineMeta } from '../../core/algorithm.ts';
import { choice, float } from '../../core/params.ts';
import { lightgbmIntents, lightgbmMain, lightgbmMore } from '../../trees/lightgbm/params.ts';
import { LIGHTGBM_REGRESSION } from '../../trees/objectives/names.ts';

export const lgbmRegressor = defineMeta({
  type: 'lgbm-regressor',
  version: 1,
  name: 'LGBMRegressor',
  module: 'lightgbm',
  summary: 'Many small trees, each mending what those before it got wrong, grown where they gain most.',
  tags: { tasks: ['regression'], family: 'tree', allowNaN: true, categories: true, deterministic: 'exact', sampleWeight: true, proba: false, wantsScaling: false, images: false, speed: 3, readability: 1, linear: false },
  step: 'round',
  continues: { by: 'nEstimators', counts: 'more' },
  params: {
    ...lightgbmMain,
    objective: choice('regression', LIGHTGBM_REGRESSION, { help: 'What is made small: squared errors (regression), absolute ones (regression_l1), a quantile\'s, or the likelihood of counts or amounts.' }),
    alpha: float(0.9, { above: 0, when: { objective: ['huber', 'quantile'] }, help: 'The quantile that is sought, or the size of the errors from which Huber\'s loss is straight.' }),
    fairC: float(1, { above: 0, when: { objective: ['fair'] }, help: 'Size of the errors from which the fair loss bends.' }),
    poissonMaxDeltaStep: float(0.7, { above: 0, advanced: true, when: { objective: ['poisson'] }, help: 'Keeps steps for counts small: hessians are multiplied by its exponential.' }),
    tweedieVariancePower: float(1.5, { above: 1, below: 2, when: { objective: ['tweedie'] }, help: 'Near 1: like counts; near 2: like amounts above zero.' }),
    ...lightgbmMore,
  },
  intents: lightgbmIntents,
  waives: { weights: 'minChildSamples, minDataInBin and minDataPerGroup count rows, whatever they weigh; so does LightGBM.' },
  checkWith: { nEstimators: 25 },
});
