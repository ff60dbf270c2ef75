import { defineAlgorithm } from '../../core/algorithm.ts';
import { boostedBefore } from '../../trees/boosting/before.ts';
import { type BoostedState, boostedClass, boostedLower, boostedProba, fitBoosted, rowCountedTrees } from '../../trees/boosting/model.ts';
import { lightgbmMemory } from '../../trees/lightgbm/memory.ts';
import { lightgbmPlan } from '../../trees/lightgbm/plan.ts';
import { lgbmClassifier } from './meta.ts';

/** LightGBM's leaf-wise boosting. */
export const lgbmClassifierModel = defineAlgorithm<typeof lgbmClassifier, BoostedState>(lgbmClassifier, {
  fit(train, params, ctx) {
    const two = train.task === 'binary';
    // As LGBMClassifier: "binary" with three classes or more is "multiclass".
    const name = two ? params.objective ?? 'binary' : params.objective === 'multiclassova' ? 'multiclassova' : 'multiclass';
    const before = boostedBefore(ctx.warmStart, train.X, train.classes, lgbmClassifier);
    const extra = two ? { ...params, balance: params.classWeight === 'balanced' } : { balance: params.classWeight === 'balanced', isUnbalance: params.isUnbalance };
    return fitBoosted(lightgbmPlan(train, name, params, extra, before, lgbmClassifier, ctx), ctx);
  },
  predict: (state, X, ctx) => boostedClass(state, X, lgbmClassifier, ctx),
  predictProba: (state, X, ctx) => boostedProba(state, X, lgbmClassifier, ctx),
  lower: boostedLower,
  trees: rowCountedTrees,
  memory: lightgbmMemory,
});
