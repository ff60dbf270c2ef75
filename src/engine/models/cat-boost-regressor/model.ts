import { defineAlgorithm } from '../../core/algorithm.ts';
import { StudioError } from '../../core/errors.ts';
import type { ParamsOf } from '../../core/params.ts';
import { checkPredictInput } from '../../core/validate.ts';
import { type CatBoostState, fitTrees, predictState, treesOf } from '../../trees/catboost/fit.ts';
import type { Loss, Target } from '../../trees/catboost/losses/loss.ts';
import { huber, lq, poisson, tweedie } from '../../trees/catboost/losses/other.ts';
import { expectile, mape, quantile, rmse } from '../../trees/catboost/losses/quantile.ts';
import { lowerCatBoost } from '../../trees/catboost/lower.ts';
import { catboostMemory } from '../../trees/catboost/memory.ts';
import type { LossHabits } from '../../trees/catboost/resolve.ts';
import { catBoostRegressor } from './meta.ts';

type Params = ParamsOf<typeof catBoostRegressor.params>;

function lossOf(params: Params): (target: Target) => Loss {
  switch (params.lossFunction) {
    case 'RMSE': return rmse;
    case 'MAE': return (target) => quantile(target, 0.5, 2);
    case 'Quantile': return (target) => quantile(target, params.alpha);
    case 'MAPE': return mape;
    case 'Huber': return (target) => huber(target, params.delta);
    case 'Poisson': return poisson;
    case 'Tweedie': return (target) => tweedie(target, params.variancePower);
    case 'Expectile': return (target) => expectile(target, params.alpha);
    case 'Lq': return (target) => lq(target, params.q);
    default: return params.lossFunction satisfies never;
  }
}

/** CatBoost 1.2's settings for each loss, where they differ from one Newton step. */
function habitsOf({ lossFunction: name, q }: Params): LossHabits {
  const usual: LossHabits = { name, outputs: 1, method: 'Newton', newtonIterations: 1, gradientIterations: 1, fromAverage: name === 'RMSE', exact: false, newton: true };
  if (name === 'MAE' || name === 'Quantile' || name === 'MAPE') return { ...usual, method: 'Exact', exact: true, newton: false, fromAverage: true };
  if (name === 'Poisson') return { ...usual, newtonIterations: 10 };
  if (name === 'Expectile') return { ...usual, newtonIterations: 5, gradientIterations: 10 };
  if (name === 'Lq' && q < 2) return { ...usual, method: 'Gradient', newton: false };
  return usual;
}

/** Ordered, oblivious gradient boosting after CatBoost; see README.md for where it departs. */
export const catBoostRegressorModel = defineAlgorithm<typeof catBoostRegressor, CatBoostState>(catBoostRegressor, {
  fit(train, params, ctx) {
    const negative = params.lossFunction === 'Poisson' || params.lossFunction === 'Tweedie' ? (train.y?.findIndex((v) => v < 0) ?? -1) : -1;
    if (negative >= 0) throw new StudioError('data', `${params.lossFunction} is for targets that are not negative, and that of row ${negative + 1} is ${train.y![negative]!}. Choose another lossFunction.`, { algorithm: catBoostRegressor.type, param: 'lossFunction', row: negative });
    return fitTrees({ meta: catBoostRegressor, train, params, ctx, habits: habitsOf(params), makeLoss: lossOf(params), weigh: null });
  },
  predict(state, X, ctx) {
    checkPredictInput(state.columns, X, catBoostRegressor);
    return predictState(state, X, ctx);
  },
  trees: treesOf,
  memory: catboostMemory,
  lower: (state, graph, x) => lowerCatBoost(state, 'regression', graph, x),
});
