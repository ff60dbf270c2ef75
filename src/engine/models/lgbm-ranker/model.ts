import { defineAlgorithm } from '../../core/algorithm.ts';
import { boostedBefore } from '../../trees/boosting/before.ts';
import { type BoostedState, boostedLower, boostedValue, fitBoosted, rowCountedTrees } from '../../trees/boosting/model.ts';
import { lightgbmMemory } from '../../trees/lightgbm/memory.ts';
import { lightgbmPlan } from '../../trees/lightgbm/plan.ts';
import { lgbmRanker } from './meta.ts';

/** LightGBM's LambdaMART. */
export const lgbmRankerModel = defineAlgorithm<typeof lgbmRanker, BoostedState>(lgbmRanker, {
  fit(train, params, ctx) {
    const before = boostedBefore(ctx.warmStart, train.X, null, lgbmRanker);
    return fitBoosted(lightgbmPlan(train, params.objective, params, { ranking: params }, before, lgbmRanker, ctx), ctx);
  },
  predict: (state, X, ctx) => boostedValue(state, X, lgbmRanker, ctx),
  lower: boostedLower,
  trees: rowCountedTrees,
  memory: lightgbmMemory,
});
