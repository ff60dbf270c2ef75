import { exp } from '../../kernels/twins/exp.ts';
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

const derivatives = (target: Target) => rowwise(target, (score, y, out) => {
  const p = 1 / (1 + exp(-score));
  out[0] = p - y;
  out[1] = Math.max(p * (1 - p), 1e-16);
});

const logistic = (name: string, metric: string, base: number, target: Target): Objective =>
  ({ ...single(name, metric, 'logistic', base, derivatives(target)), kernel: { name: 'logistic', target, factor: 1 } });

/** XGBoost's `binary:logistic`: it starts at the mean or, with `scalePosWeight`, at one Newton step from a half. */
export function xgboostLogistic(name: string, metric: string, target: Target, scalePosWeight: number): Objective {
  const rows = weighed(target, 1, scalePosWeight);
  const start = Math.abs(scalePosWeight - 1) > 1e-6 ? 1 / (1 + Math.exp(-newtonStart(target.y.length, derivatives(rows)))) : weightedMean(target);
  return logistic(name, metric, logit(within(start, 1e-6)), rows);
}

/** LightGBM's `binary`: it starts at the mean of the rows as they are, whatever the classes are made to weigh. */
export function lightgbmLogistic(name: string, metric: string, target: Target, classes: { readonly isUnbalance: boolean; readonly scalePosWeight: number }): Objective {
  const second = target.y.reduce((n, v) => n + (v > 0 ? 1 : 0), 0);
  const first = target.y.length - second;
  const one = first === 0 || second === 0;
  const rare = classes.isUnbalance && !one;
  const rows = weighed(target, rare ? Math.max(1, second / first) : 1, (rare ? Math.max(1, first / second) : 1) * classes.scalePosWeight);
  return { ...logistic(name, metric, logit(within(weightedMean(target), 1e-15)), rows), idle: one ? [true] : null };
}
