import type { Meta } from '../../core/algorithm.ts';
import type { FitContext } from '../../core/context.ts';
import type { Dataset } from '../../core/dataset.ts';
import { StudioError } from '../../core/errors.ts';
import { CHECKPOINT_MS } from '../boosting/checkpoint.ts';
import { interactionsOf, monotoneOf } from '../boosting/constraints.ts';
import { lightgbmDart } from '../boosting/dart.ts';
import { fingerprintOf } from '../boosting/fingerprint.ts';
import type { Before, BoostPlan } from '../boosting/plan.ts';
import { boostRows } from '../boosting/rows.ts';
import { bagging, everyRow, goss, type RowSampler } from '../boosting/sampling.ts';
import { lightgbmMetrics } from '../eval-metrics/lightgbm.ts';
import { namedMetrics } from '../eval-metrics/named.ts';
import { lightgbmRules } from '../grow/rules.ts';
import type { LightgbmObjective } from '../objectives/names.ts';
import { lightgbmObjective } from '../objectives/lightgbm.ts';
import { treeLimits } from './memory.ts';
import type { LightgbmParams, LightgbmRankingParams } from './params.ts';

/** Parameters that only some of the three models have, with the library's defaults. */
export interface LightgbmExtra {
  readonly balance?: boolean;
  readonly isUnbalance?: boolean;
  readonly scalePosWeight?: number;
  readonly posBaggingFraction?: number;
  readonly negBaggingFraction?: number;
  readonly alpha?: number;
  readonly fairC?: number;
  readonly poissonMaxDeltaStep?: number;
  readonly tweedieVariancePower?: number;
  readonly ranking?: LightgbmRankingParams;
}

/** A forest without bags would be the same tree again and again: the library refuses; here it gets the usual share of a bootstrap. */
const FOREST_BAG = 0.632;

function samplerOf({ y, X, groups }: Dataset, params: LightgbmParams, extra: LightgbmExtra, seed: number, ctx: FitContext): RowSampler {
  const fail = (param: string, message: string): never => { throw new StudioError('param', message, { param }); };
  const [positive, negative] = [extra.posBaggingFraction ?? 1, extra.negBaggingFraction ?? 1];
  const asked = params.subsampleFreq > 0 && (params.subsample < 1 || positive < 1 || negative < 1);
  if (params.dataSampleStrategy === 'goss') {
    if (asked) return fail('subsampleFreq', 'Goss chooses the rows itself: set subsampleFreq to 0, or dataSampleStrategy to bagging.');
    if (params.topRate + params.otherRate > 1) return fail('topRate', `topRate and otherRate add up to ${params.topRate + params.otherRate}; together they may be 1 at most.`);
    return Math.trunc(X.rows * params.otherRate) === 0 ? everyRow : goss(X.rows, params.topRate, params.otherRate, params.learningRate, seed);
  }
  if (asked) {
    const balanced = positive < 1 || negative < 1;
    return bagging(X.rows, balanced ? (row) => (y![row]! > 0 ? positive : negative) : () => params.subsample, params.subsampleFreq, seed, extra.ranking?.baggingByQuery === true ? groups ?? null : null);
  }
  if (params.boostingType !== 'rf' || params.colsampleBytree < 1) return everyRow;
  ctx.note('warning', `A random forest needs bags (subsample below 1 with subsampleFreq above 0) or colsampleBytree below 1, else all trees are the same; each tree was grown on ${FOREST_BAG * 100} % of the rows.`);
  return bagging(X.rows, () => FOREST_BAG, 1, seed);
}

/** What LightGBM does with these parameters. */
export function lightgbmPlan(data: Dataset, name: LightgbmObjective, params: LightgbmParams, extra: LightgbmExtra, before: Before | null, meta: Meta, ctx: FitContext): BoostPlan {
  const fail = (param: string, message: string): never => { throw new StudioError('param', message, { algorithm: meta.type, param }); };
  const watch = params.earlyStoppingRound !== null;
  const { train, validation } = boostRows(data, meta, { watch, validationFraction: params.validationFraction, balance: extra.balance === true }, ctx);
  const { X } = train;
  const isUnbalance = extra.isUnbalance === true;
  if (isUnbalance && extra.scalePosWeight !== undefined && extra.scalePosWeight !== 1) fail('isUnbalance', 'isUnbalance and scalePosWeight both weigh the classes: use one of them.');
  const options = { alpha: extra.alpha ?? 0.9, fairC: extra.fairC ?? 1, tweedieVariancePower: extra.tweedieVariancePower ?? 1.5 };
  if (name === 'quantile' && options.alpha >= 1) fail('alpha', `The quantile alpha is ${options.alpha}; it must lie between 0 and 1.`);
  const { seed } = ctx;
  const whole = lightgbmObjective(name, train, {
    ...options, isUnbalance, scalePosWeight: extra.scalePosWeight ?? 1, poissonMaxDeltaStep: extra.poissonMaxDeltaStep ?? 0.7,
    sigmoid: extra.ranking?.sigmoid ?? 1, lambdarankTruncationLevel: extra.ranking?.lambdarankTruncationLevel ?? 30, lambdarankNorm: extra.ranking?.lambdarankNorm ?? true, seed,
  });
  const objective = params.boostFromAverage ? whole : { ...whole, base: whole.base.map((score, k) => (whole.idle?.[k] === true ? score : 0)) };
  const monotone = monotoneOf(params.monotoneConstraints, X.columns, (j) => (X.categories?.[j] ?? null) !== null);
  if (monotone !== null && objective.renew !== null) fail('monotoneConstraints', `"${name}" sets leaf values by percentiles, which no constraint can hold. Choose another objective, or no monotone columns.`);
  return {
    meta, train, validation, objective, seed, before,
    metrics: namedMetrics(params.metric, objective.metric, lightgbmMetrics(options), 'LightGBM'),
    rounds: params.nEstimators, parallel: 1, learningRate: params.learningRate, forest: params.boostingType === 'rf', endsWithoutSplit: true,
    sampler: samplerOf(train, params, extra, seed, ctx),
    dart: params.boostingType === 'dart' ? lightgbmDart({ ...params, perRound: objective.outputs }, seed) : null,
    rules: lightgbmRules({
      ...treeLimits(params), lambda: params.regLambda, alpha: params.regAlpha, minGain: params.minSplitGain,
      minChildWeight: params.minChildWeight, minDataInLeaf: params.minChildSamples, maxDeltaStep: params.maxDeltaStep, pathSmooth: params.pathSmooth, extraTrees: params.extraTrees,
      columnsByTree: params.colsampleBytree, columnsByNode: params.featureFractionBynode, monotone, monotonePenalty: params.monotonePenalty, interactions: interactionsOf(params.interactionConstraints, X.columns),
      category: { maxCatToOnehot: params.maxCatToOnehot, maxCatThreshold: params.maxCatThreshold, catSmooth: params.catSmooth, catL2: params.catL2, minDataPerGroup: params.minDataPerGroup },
      coarse: params.useQuantizedGrad ? { bins: params.numGradQuantBins, stochastic: params.stochasticRounding, renewLeaves: params.quantTrainRenewLeaf } : null,
    }),
    bins: { flavour: 'lightgbm', maxBin: params.maxBin, minDataInBin: params.minDataInBin, sample: params.subsampleForBin },
    stop: { rounds: params.earlyStoppingRound, minDelta: params.earlyStoppingMinDelta, metric: params.firstMetricOnly ? 0 : 'any' },
    keepBest: params.saveBest,
    checkpointMs: CHECKPOINT_MS,
    fingerprint: () => fingerprintOf(meta.type, [params, extra], train, validation, seed, before?.ensemble.roots.length ?? 0),
  };
}
