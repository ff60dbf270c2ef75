import { logGamma } from '../../math/gamma.ts';
import type { RowLoss } from './eval-metric.ts';

/** Losses of a row as XGBoost and LightGBM define them; where they differ, by more than their care for logarithms of zero, there are two. */
export const squared: RowLoss = (y, p) => (y - p) ** 2;
export const absolute: RowLoss = (y, p) => Math.abs(y - p);
export const squaredLog: RowLoss = (y, p) => (Math.log1p(y) - Math.log1p(p)) ** 2;
export const relative: RowLoss = (y, p) => Math.abs((y - p) / y);
export const relativeAtLeastOne: RowLoss = (y, p) => Math.abs(y - p) / Math.max(1, Math.abs(y));
export const pinball = (alpha: number): RowLoss => (y, p) => (y >= p ? alpha * (y - p) : (1 - alpha) * (p - y));
export const pseudoHuber = (slope: number): RowLoss => (y, p) => slope * slope * (Math.sqrt(1 + ((y - p) / slope) ** 2) - 1);
export const huber = (delta: number): RowLoss => (y, p) => {
  const size = Math.abs(y - p);
  return size <= delta ? 0.5 * size * size : delta * (size - 0.5 * delta);
};
export const fair = (c: number): RowLoss => (y, p) => {
  const size = Math.abs(y - p);
  return c * size - c * c * Math.log1p(size / c);
};
export const wrong = (threshold: number): RowLoss => (y, p) => (p > threshold ? 1 - y : y);

/** With the constant of the likelihood, as XGBoost. */
export const poissonLikelihood: RowLoss = (y, p) => logGamma(y + 1) + p - Math.log(Math.max(p, 1e-16)) * y;
export const poisson: RowLoss = (y, p) => p - y * Math.log(Math.max(p, 1e-10));
export const gamma: RowLoss = (y, p) => y / p + Math.log(p);
export const gammaDeviance = (ratio: (y: number, p: number) => number): RowLoss => (y, p) => {
  const r = ratio(y, p);
  return r - Math.log(r) - 1;
};
export const tweedie = (power: number): RowLoss => (y, p) => {
  const logarithm = Math.log(Math.max(p, 1e-10));
  return Math.exp((2 - power) * logarithm) / (2 - power) - (y * Math.exp((1 - power) * logarithm)) / (1 - power);
};
