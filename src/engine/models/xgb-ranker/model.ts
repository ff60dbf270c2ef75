import { defineAlgorithm } from '../../core/algorithm.ts';
import { boostedBefore } from '../../trees/boosting/before.ts';
import { type BoostedState, boostedLower, boostedTrees, boostedValue, fitBoosted } from '../../trees/boosting/model.ts';
import { xgboostMemory } from '../../trees/xgboost/memory.ts';
import { xgboostPlan } from '../../trees/xgboost/plan.ts';
import { xgbRanker } from './meta.ts';

/** XGBoost's LambdaMART. */
export const xgbRankerModel = defineAlgorithm<typeof xgbRanker, BoostedState>(xgbRanker, {
  fit(train, params, ctx) {
    const before = boostedBefore(ctx.warmStart, train.X, null, xgbRanker);
    return fitBoosted(xgboostPlan(train, params.objective, params, { ranking: params }, before, xgbRanker, ctx), ctx);
  },
  predict: (state, X, ctx) => boostedValue(state, X, xgbRanker, ctx),
  lower: boostedLower,
  trees: boostedTrees,
  memory: xgboostMemory,
});
