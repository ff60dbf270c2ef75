import type { Meta } from '../../core/algorithm.ts';
import type { FitContext } from '../../core/context.ts';
import type { Dataset } from '../../core/dataset.ts';
import { StudioError } from '../../core/errors.ts';
import { CHECKPOINT_MS } from '../boosting/checkpoint.ts';
import { interactionsOf, monotoneOf } from '../boosting/constraints.ts';
import { xgboostDart } from '../boosting/dart.ts';
import { fingerprintOf } from '../boosting/fingerprint.ts';
import type { Before, BoostPlan } from '../boosting/plan.ts';
import { boostRows } from '../boosting/rows.ts';
import { everyRow, gradientBased, type RowSampler, subsample } from '../boosting/sampling.ts';
import type { EvalMetric } from '../eval-metrics/eval-metric.ts';
import { namedMetrics } from '../eval-metrics/named.ts';
import { xgboostMetrics } from '../eval-metrics/xgboost.ts';
import { xgboostRules } from '../grow/rules.ts';
import type { XgboostObjective } from '../objectives/names.ts';
import type { Objective } from '../objectives/objective.ts';
import { xgboostObjective } from '../objectives/xgboost.ts';
import { treeLimits } from './memory.ts';
import type { XgboostParams, XgboostRankingParams } from './params.ts';

/** Parameters that only some of the three models have, with the library's defaults. */
export interface XgboostExtra {
  readonly scalePosWeight?: number;
  readonly huberSlope?: number;
  readonly quantileAlpha?: number;
  readonly tweedieVariancePower?: number;
  readonly ranking?: XgboostRankingParams;
}

/** `base_score` is given as a prediction; scores are before the link. */
function withBase(objective: Objective, baseScore: number | null): Objective {
  if (baseScore === null) return objective;
  const { link } = objective;
  const fits = link === 'logistic' ? baseScore > 0 && baseScore < 1 : link === 'exp' ? baseScore > 0 : true;
  if (!fits) throw new StudioError('param', `A baseScore of ${baseScore} is no prediction that "${objective.name}" can make; it needs ${link === 'logistic' ? 'a probability between 0 and 1' : 'a number above 0'}.`, { param: 'baseScore' });
  const score = link === 'logistic' ? Math.log(baseScore / (1 - baseScore)) : link === 'exp' ? Math.log(baseScore) : baseScore;
  return { ...objective, base: objective.base.map(() => score) };
}

function deciding(metrics: readonly EvalMetric[], name: string): number {
  if (name.trim() === '') return 0;
  const at = metrics.findIndex((metric) => metric.name === name.trim());
  if (at < 0) throw new StudioError('param', `"${name}" is none of the metrics watched: ${metrics.map((metric) => metric.name).join(', ')}.`, { param: 'stoppingMetric' });
  return at;
}

function samplerOf(rows: number, { subsample: share, samplingMethod, numParallelTree }: XgboostParams, seed: number): RowSampler {
  if (share >= 1) return everyRow;
  return samplingMethod === 'uniform' ? subsample(rows, share, seed) : gradientBased(rows, share, numParallelTree, seed);
}

/** What XGBoost (tree_method hist) does with these parameters. */
export function xgboostPlan(data: Dataset, name: XgboostObjective, params: XgboostParams, extra: XgboostExtra, before: Before | null, meta: Meta, ctx: FitContext): BoostPlan {
  const watch = params.earlyStoppingRounds !== null;
  const { train, validation } = boostRows(data, meta, { watch, validationFraction: params.validationFraction, balance: false }, ctx);
  const { X } = train;
  const maxDeltaStep = params.maxDeltaStep ?? (name === 'count:poisson' ? 0.7 : 0);
  if (params.maxDepth === 0 && params.maxLeaves === 0) throw new StudioError('param', 'maxDepth and maxLeaves are both 0, so nothing would end a tree. Set one of them.', { algorithm: meta.type, param: 'maxDepth' });
  const method = extra.ranking?.lambdarankPairMethod ?? 'topk';
  const options = { huberSlope: extra.huberSlope ?? 1, quantileAlpha: extra.quantileAlpha ?? 0.5, tweedieVariancePower: extra.tweedieVariancePower ?? 1.5 };
  const objective = withBase(xgboostObjective(name, train, {
    ...options, scalePosWeight: extra.scalePosWeight ?? 1, maxDeltaStep,
    lambda: {
      pairs: { method, count: extra.ranking?.lambdarankNumPairPerSample ?? (method === 'topk' ? 32 : 1) }, expGain: extra.ranking?.ndcgExpGain ?? true,
      normalization: extra.ranking?.lambdarankNormalization ?? true, scoreNormalization: extra.ranking?.lambdarankScoreNormalization ?? true,
    },
  }), params.baseScore);
  const metrics = namedMetrics(params.evalMetric, objective.metric, xgboostMetrics({ ...options, expGain: extra.ranking?.ndcgExpGain ?? true }), 'XGBoost');
  const { seed } = ctx;
  const perRound = objective.outputs * params.numParallelTree;
  return {
    meta, train, validation, objective, metrics, seed, before,
    rounds: params.nEstimators, parallel: params.numParallelTree, learningRate: params.learningRate, forest: false, endsWithoutSplit: false,
    sampler: samplerOf(X.rows, params, seed),
    dart: params.booster === 'dart' ? xgboostDart({ ...params, perRound }, seed) : null,
    rules: xgboostRules({
      growth: params.growPolicy === 'lossguide' ? 'leaf' : 'depth', ...treeLimits(params),
      lambda: params.regLambda, alpha: params.regAlpha, minGain: params.gamma, minChildWeight: params.minChildWeight, maxDeltaStep,
      columnsByTree: params.colsampleBytree, columnsByLevel: params.colsampleBylevel, columnsByNode: params.colsampleBynode,
      monotone: monotoneOf(params.monotoneConstraints, X.columns, (j) => (X.categories?.[j] ?? null) !== null), interactions: interactionsOf(params.interactionConstraints, X.columns),
      category: { maxCatToOnehot: params.maxCatToOnehot, maxCatThreshold: params.maxCatThreshold, catSmooth: 0, catL2: 0, minDataPerGroup: 0 },
    }),
    bins: { flavour: 'xgboost', maxBin: params.maxBin },
    stop: { rounds: params.earlyStoppingRounds, minDelta: 0, metric: deciding(metrics, params.stoppingMetric) },
    keepBest: params.saveBest,
    checkpointMs: CHECKPOINT_MS,
    fingerprint: () => fingerprintOf(meta.type, [params, extra], train, validation, seed, before?.ensemble.roots.length ?? 0),
  };
}
