import { defineMeta } from '../../core/algorithm.ts';
import { choice } from '../../core/params.ts';
import { lightgbmIntents, lightgbmMain, lightgbmMore, lightgbmRanking } from '../../trees/lightgbm/params.ts';
import { LIGHTGBM_RANKING } from '../../trees/objectives/names.ts';

export const lgbmRanker = defineMeta({
  type: 'lgbm-ranker',
  version: 1,
  name: 'LGBMRanker',
  module: 'lightgbm',
  summary: 'Boosted trees that learn from pairs of rows of a query which should stand above the other.',
  tags: { tasks: ['ranking'], family: 'tree', allowNaN: true, categories: true, deterministic: 'exact', sampleWeight: true, proba: false, wantsScaling: false, images: false, speed: 3, readability: 1, linear: false },
  step: 'round',
  continues: { by: 'nEstimators', counts: 'more' },
  params: {
    ...lightgbmMain,
    objective: choice('lambdarank', LIGHTGBM_RANKING, { help: 'Lambdarank learns from pairs of rows; rank_xendcg from whole queries, quicker and often as good.' }),
    ...lightgbmRanking,
    ...lightgbmMore,
  },
  intents: lightgbmIntents,
  waives: {
    weights: 'A row that stands twice in a query makes pairs of its own; so does LightGBM.',
    'row-order': 'Rows of equal scores, as all are at first, are paired in the order they came; so does LightGBM.',
    'category-alone': 'A set of categories needs 100 rows (minDataPerGroup), which LightGBM guesses from hessians; few sets have as many.',
  },
  checkWith: { nEstimators: 25 },
});
