import { auc, averagePrecisionMetric } from './areas.ts';
import { logLoss, multiError, multiLogLoss } from './classes.ts';
import { type EvalMetric, meanLoss } from './eval-metric.ts';
import * as losses from './losses.ts';
import { type MetricTable, numberAfter } from './named.ts';
import { meanAveragePrecision, ndcg } from './rankings.ts';

export interface LightgbmMetricOptions {
  readonly alpha: number;
  readonly fairC: number;
  readonly tweedieVariancePower: number;
}

/** The places LightGBM looks at unless told otherwise (`eval_at`). */
const EVAL_AT = [1, 2, 3, 4, 5];
const places = (name: string, at: string | null, make: (name: string, k: number) => EvalMetric): readonly EvalMetric[] =>
  (at === null ? EVAL_AT : [numberAfter(at, 1, name)]).map((k) => make(`${name}@${k}`, k));

/** The library adds the rows up where every other metric takes their mean. */
function gammaDeviance(): EvalMetric {
  const mean = meanLoss('gamma_deviance', losses.gammaDeviance((y, p) => y / (p + 1e-9)));
  return { ...mean, score: (rows) => 2 * mean.score(rows) * (rows.weight === null ? rows.y.length : rows.weight.reduce((a, b) => a + b, 0)) };
}

/** LightGBM's metrics by its names. */
export const lightgbmMetrics = (o: LightgbmMetricOptions): MetricTable => ({
  l1: () => [meanLoss('l1', losses.absolute)],
  l2: () => [meanLoss('l2', losses.squared)],
  rmse: () => [meanLoss('rmse', losses.squared, Math.sqrt)],
  quantile: () => [meanLoss('quantile', losses.pinball(o.alpha))],
  mape: () => [meanLoss('mape', losses.relativeAtLeastOne)],
  huber: () => [meanLoss('huber', losses.huber(o.alpha))],
  fair: () => [meanLoss('fair', losses.fair(o.fairC))],
  poisson: () => [meanLoss('poisson', losses.poisson)],
  gamma: () => [meanLoss('gamma', losses.gamma)],
  gamma_deviance: () => [gammaDeviance()],
  tweedie: () => [meanLoss('tweedie', losses.tweedie(o.tweedieVariancePower))],
  binary_logloss: () => [logLoss('binary_logloss', 1e-15)],
  binary_error: () => [meanLoss('binary_error', losses.wrong(0.5))],
  auc: () => [auc],
  average_precision: () => [averagePrecisionMetric],
  multi_logloss: () => [multiLogLoss('multi_logloss', 1e-15)],
  multi_error: () => [multiError('multi_error', 'wrong')],
  ndcg: (at) => places('ndcg', at, (name, k) => ndcg(name, k, true)),
  map: (at) => places('map', at, meanAveragePrecision),
});
