import { auc, aucpr } from './areas.ts';
import { logLoss, multiError, multiLogLoss } from './classes.ts';
import { meanLoss } from './eval-metric.ts';
import * as losses from './losses.ts';
import { type MetricTable, numberAfter } from './named.ts';
import { meanAveragePrecision, ndcg, precisionAt } from './rankings.ts';

export interface XgboostMetricOptions {
  readonly huberSlope: number;
  readonly quantileAlpha: number;
  readonly tweedieVariancePower: number;
  readonly expGain: boolean;
}

const named = (name: string, at: string | null): string => (at === null ? name : `${name}@${at}`);

/** XGBoost's metrics by its names. */
export const xgboostMetrics = (o: XgboostMetricOptions): MetricTable => ({
  rmse: () => [meanLoss('rmse', losses.squared, Math.sqrt)],
  mae: () => [meanLoss('mae', losses.absolute)],
  mape: () => [meanLoss('mape', losses.relative)],
  rmsle: () => [meanLoss('rmsle', losses.squaredLog, Math.sqrt)],
  mphe: () => [meanLoss('mphe', losses.pseudoHuber(o.huberSlope))],
  quantile: () => [meanLoss('quantile', losses.pinball(o.quantileAlpha))],
  logloss: () => [logLoss('logloss', 1e-16)],
  error: (at) => [meanLoss(named('error', at), losses.wrong(numberAfter(at, 0.5, 'error')))],
  auc: () => [auc],
  aucpr: () => [aucpr],
  merror: () => [multiError('merror', 'first')],
  mlogloss: () => [multiLogLoss('mlogloss', 1e-16)],
  'poisson-nloglik': () => [meanLoss('poisson-nloglik', losses.poissonLikelihood)],
  'gamma-nloglik': () => [meanLoss('gamma-nloglik', losses.gamma)],
  'gamma-deviance': () => [meanLoss('gamma-deviance', losses.gammaDeviance((y, p) => (y + 1e-6) / (p + 1e-6)), (mean) => 2 * mean)],
  'tweedie-nloglik': (at) => {
    const power = numberAfter(at, o.tweedieVariancePower, 'tweedie-nloglik');
    return [meanLoss(`tweedie-nloglik@${power}`, losses.tweedie(power))];
  },
  ndcg: (at) => [ndcg(named('ndcg', at), numberAfter(at, Infinity, 'ndcg'), o.expGain)],
  map: (at) => [meanAveragePrecision(named('map', at), numberAfter(at, Infinity, 'map'))],
  pre: (at) => [precisionAt(named('pre', at), numberAfter(at, Infinity, 'pre'))],
});
