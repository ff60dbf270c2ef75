import { defineAlgorithm } from '../../core/algorithm.ts';
import { StudioError } from '../../core/errors.ts';
import type { ParamsOf } from '../../core/params.ts';
import { checkPredictInput } from '../../core/validate.ts';
import { type CatBoostState, fitTrees, predictState, treesOf } from '../../trees/catboost/fit.ts';
import type { Loss, Target } from '../../trees/catboost/losses/loss.ts';
import { pairLogit } from '../../trees/catboost/losses/ranking/pair-logit.ts';
import { queryRmse, querySoftMax } from '../../trees/catboost/losses/ranking/query-wise.ts';
import { yetiRank } from '../../trees/catboost/losses/ranking/yeti-rank.ts';
import { lowerCatBoost } from '../../trees/catboost/lower.ts';
import type { LossHabits } from '../../trees/catboost/resolve.ts';
import { catBoostRanker } from './meta.ts';

type Params = ParamsOf<typeof catBoostRanker.params>;

function lossOf(params: Params): (target: Target) => Loss {
  switch (params.lossFunction) {
    case 'QueryRMSE': return queryRmse;
    case 'PairLogit': return (target) => pairLogit(target, params.maxPairs);
    case 'QuerySoftMax': return (target) => querySoftMax(target, params.beta, params.lambda);
    case 'YetiRank': return (target) => yetiRank(target, params);
    default: return params.lossFunction satisfies never;
  }
}

/** CatBoost 1.2's settings for each loss. */
function habitsOf({ lossFunction: name }: Params): LossHabits {
  const usual: LossHabits = { name, outputs: 1, method: 'Newton', newtonIterations: 1, gradientIterations: 1, fromAverage: false, exact: false, newton: true };
  if (name === 'PairLogit') return { ...usual, newtonIterations: 10, gradientIterations: 40 };
  if (name === 'QuerySoftMax') return { ...usual, method: 'Gradient', newtonIterations: 10, gradientIterations: 100 };
  return usual;
}

const refuse = (param: string, message: string): never => { throw new StudioError('param', message, { algorithm: catBoostRanker.type, param }); };

/** CatBoost's boosting for rankings; see README.md for where it departs. */
export const catBoostRankerModel = defineAlgorithm<typeof catBoostRanker, CatBoostState>(catBoostRanker, {
  async fit(train, params, ctx) {
    const yeti = params.lossFunction === 'YetiRank';
    if (yeti && params.leafEstimationMethod === 'Gradient') refuse('leafEstimationMethod', 'YetiRank takes leaf values by Newton\'s method only, in CatBoost too. Leave "leafEstimationMethod" empty.');
    if (params.numNeighbors === 0) refuse('numNeighbors', '"numNeighbors" is 0, so that no rows are compared; it must be 1 or more, or -1 for all.');
    const negative = params.lossFunction === 'QuerySoftMax' ? (train.y?.findIndex((v) => v < 0) ?? -1) : -1;
    if (negative >= 0) throw new StudioError('data', `QuerySoftMax is for targets that are not negative, and that of row ${negative + 1} is ${train.y![negative]!}. Choose another lossFunction.`, { algorithm: catBoostRanker.type, param: 'lossFunction', row: negative });
    const ctrs = params.lossFunction === 'PairLogit' ? 'Counter' : 'Borders, Counter';
    const settings = {
      ...params, boostFromAverage: null,
      l2LeafReg: params.l2LeafReg ?? (yeti ? 0 : 3), simpleCtr: params.simpleCtr ?? ctrs, combinationsCtr: params.combinationsCtr ?? ctrs,
      // The pairs of YetiRank are drawn anew, so that its loss says nothing about a step.
      leafEstimationBacktracking: yeti ? ('No' as const) : params.leafEstimationBacktracking,
    };
    return fitTrees({ meta: catBoostRanker, train, params: settings, ctx, habits: habitsOf(params), makeLoss: lossOf(params), weigh: null });
  },
  predict(state, X, ctx) {
    checkPredictInput(state.columns, X, catBoostRanker);
    return predictState(state, X, ctx);
  },
  trees: treesOf,
  lower: (state, graph, x) => lowerCatBoost(state, 'ranking', graph, x),
});
