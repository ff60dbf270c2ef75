import { defineMeta } from '../../core/algorithm.ts';
import { float, int } from '../../core/params.ts';
import { ebmCheckWith, ebmIntents, ebmParams, ebmWaives } from '../../trees/ebm/params.ts';

export const explainableBoostingRegressor = defineMeta({
  type: 'explainable-boosting-regressor',
  version: 1,
  name: 'ExplainableBoostingRegressor',
  module: 'interpret.glassbox',
  summary: 'Adds up one readable curve a column (and a few maps of two), each learned by boosting: nearly as good as boosted trees, fully open.',
  tags: { tasks: ['regression'], family: 'tree', allowNaN: true, categories: true, deterministic: 'exact', sampleWeight: true, proba: false, wantsScaling: false, images: false, speed: 1, readability: 3, linear: false },
  step: 'round',
  params: {
    learningRate: float(0.04, { above: 0, max: 1, search: { low: 0.005, high: 0.1, log: true }, help: 'Size of a step; smaller needs more rounds and gives smoother shapes.' }),
    ...ebmParams,
    smoothingRounds: int(500, { min: 0, advanced: true, help: 'First rounds with cuts by lot, which set a smooth shape.' }),
    interactionSmoothingRounds: int(100, { min: 0, advanced: true, help: 'The same for pairs.' }),
    minHessian: float(0, { min: 0, advanced: true, help: 'Sum of hessians a leaf must hold at least.' }),
  },
  intents: ebmIntents,
  waives: ebmWaives,
  checkWith: ebmCheckWith,
});
