import { weightedMean } from './mean.ts';
import { newtonStart } from './newton.ts';
import { type Objective, rowwise, single, type Target } from './objective.ts';

const logit = (p: number): number => Math.log(p / (1 - p));
const within = (p: number, margin: number): number => Math.min(1 - margin, Math.max(margin, p));

/** Targets with the weights of the second class times `factor`. */
function weighed({ y, weight }: Target, first: number, second: number): Target {
  if (first === 1 && second === 1) return { y, weight };
  return { y, weight: Float64Array.from(y, (v, i) => (weight === null ? 1 : weight[i]!) * (v > 0 ? second : first)) };
}

const derivatives = (target: Target, least: number) => rowwise(target, (score, y, out) => {
  const p = 1 / (1 + Math.exp(-score));
  out[0] = p - y;
  out[1] = Math.max(p * (1 - p), least);
});

/** XGBoost's `binary:logistic`: it starts at the mean or, with `scalePosWeight`, at one Newton step from a half. */
export function xgboostLogistic(name: string, metric: string, target: Target, scalePosWeight: number): Objective {
  const gradients = derivatives(weighed(target, 1, scalePosWeight), 1e-16);
  const start = Math.abs(scalePosWeight - 1) > 1e-6 ? 1 / (1 + Math.exp(-newtonStart(target.y.length, gradients))) : weightedMean(target);
  return single(name, metric, 'logistic', logit(within(start, 1e-6)), gradients);
}

/** LightGBM's `binary`: it starts at the mean of the rows as they are, whatever the classes are made to weigh. */
export function lightgbmLogistic(name: string, metric: string, target: Target, classes: { readonly isUnbalance: boolean; readonly scalePosWeight: number }): Objective {
  const second = target.y.reduce((n, v) => n + (v > 0 ? 1 : 0), 0);
  const first = target.y.length - second;
  const one = first === 0 || second === 0;
  const rare = classes.isUnbalance && !one;
  const gradients = derivatives(weighed(target, rare ? Math.max(1, second / first) : 1, (rare ? Math.max(1, first / second) : 1) * classes.scalePosWeight), 0);
  return { ...single(name, metric, 'logistic', logit(within(weightedMean(target), 1e-15)), gradients), idle: one ? [true] : null };
}
