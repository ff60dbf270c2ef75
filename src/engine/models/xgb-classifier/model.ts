import { defineAlgorithm } from '../../core/algorithm.ts';
import { boostedBefore } from '../../trees/boosting/before.ts';
import { type BoostedState, boostedClass, boostedLower, boostedProba, boostedTrees, fitBoosted } from '../../trees/boosting/model.ts';
import { xgboostMemory } from '../../trees/xgboost/memory.ts';
import { xgboostPlan } from '../../trees/xgboost/plan.ts';
import { xgbClassifier } from './meta.ts';

/** XGBoost's histogram method. */
export const xgbClassifierModel = defineAlgorithm<typeof xgbClassifier, BoostedState>(xgbClassifier, {
  fit(train, params, ctx) {
    const name = train.task === 'binary' ? params.objective : 'multi:softprob';
    const before = boostedBefore(ctx.warmStart, train.X, train.classes, xgbClassifier);
    return fitBoosted(xgboostPlan(train, name, params, { scalePosWeight: params.scalePosWeight }, before, xgbClassifier, ctx), ctx);
  },
  predict: (state, X, ctx) => boostedClass(state, X, xgbClassifier, ctx),
  predictProba: (state, X, ctx) => boostedProba(state, X, xgbClassifier, ctx),
  lower: boostedLower,
  trees: boostedTrees,
  memory: xgboostMemory,
});
