import { defineAlgorithm } from '../../core/algorithm.ts';
import { boostedBefore } from '../../trees/boosting/before.ts';
import { type BoostedState, boostedLower, boostedTrees, boostedValue, fitBoosted } from '../../trees/boosting/model.ts';
import { xgboostMemory } from '../../trees/xgboost/memory.ts';
import { xgboostPlan } from '../../trees/xgboost/plan.ts';
import { xgbRegressor } from './meta.ts';

/** XGBoost's histogram method. */
export const xgbRegressorModel = defineAlgorithm<typeof xgbRegressor, BoostedState>(xgbRegressor, {
  fit(train, params, ctx) {
    const before = boostedBefore(ctx.warmStart, train.X, null, xgbRegressor);
    return fitBoosted(xgboostPlan(train, params.objective, params, params, before, xgbRegressor, ctx), ctx);
  },
  predict: (state, X, ctx) => boostedValue(state, X, xgbRegressor, ctx),
  lower: boostedLower,
  trees: boostedTrees,
  memory: xgboostMemory,
});
