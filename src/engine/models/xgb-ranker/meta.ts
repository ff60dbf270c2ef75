import { defineMeta } from '../../core/algorithm.ts';
import { choice } from '../../core/params.ts';
import { XGBOOST_RANKING } from '../../trees/objectives/names.ts';
import { xgboostIntents, xgboostMain, xgboostMore, xgboostRanking } from '../../trees/xgboost/params.ts';

export const xgbRanker = defineMeta({
  type: 'xgb-ranker',
  version: 1,
  name: 'XGBRanker',
  module: 'xgboost',
  summary: 'Boosted trees that learn from pairs of rows of a query which should stand above the other.',
  tags: { tasks: ['ranking'], family: 'tree', allowNaN: true, categories: true, deterministic: 'exact', sampleWeight: true, proba: false, wantsScaling: false, images: false, speed: 2, readability: 1, linear: false },
  step: 'round',
  continues: { by: 'nEstimators', counts: 'more' },
  params: {
    ...xgboostMain,
    objective: choice('rank:ndcg', XGBOOST_RANKING, { help: 'Which measure is made large: NDCG, mean average precision (any grade above 0 is relevant), or pairs in the right order.' }),
    ...xgboostRanking,
    ...xgboostMore,
  },
  intents: xgboostIntents,
  waives: {
    'category-names': 'Categories that weigh less than minChildWeight all count as zero where categories are ordered, and stand there as the names do; so does XGBoost.',
    'row-order': 'Rows of equal scores, as all are at first, are paired in the order they came; so does XGBoost.',
    weights: 'Weights are those of queries, and a row that stands twice makes pairs of its own; so does XGBoost.',
    'zero-weight': 'Weights are those of queries: the mean of their rows, as XGBoost takes one weight a query.',
  },
  checkWith: { nEstimators: 25 },
});
