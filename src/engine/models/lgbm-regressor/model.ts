import { defineAlgorithm } from '../../core/algorithm.ts';
import { boostedBefore } from '../../trees/boosting/before.ts';
import { type BoostedState, boostedLower, boostedValue, fitBoosted, rowCountedTrees } from '../../trees/boosting/model.ts';
import { lightgbmMemory } from '../../trees/lightgbm/memory.ts';
import { lightgbmPlan } from '../../trees/lightgbm/plan.ts';
import { lgbmRegressor } from './meta.ts';

/** LightGBM's leaf-wise boosting. */
export const lgbmRegressorModel = defineAlgorithm<typeof lgbmRegressor, BoostedState>(lgbmRegressor, {
  fit(train, params, ctx) {
    const before = boostedBefore(ctx.warmStart, train.X, null, lgbmRegressor);
    return fitBoosted(lightgbmPlan(train, params.objective, params, params, before, lgbmRegressor, ctx), ctx);
  },
  predict: (state, X, ctx) => boostedValue(state, X, lgbmRegressor, ctx),
  lower: boostedLower,
  trees: rowCountedTrees,
  memory: lightgbmMemory,
});
