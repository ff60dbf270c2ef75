import { weightedMean } from './mean.ts';
import { type Objective, rowwise, single, type Target } from './objective.ts';

/** LightGBM's Huber loss: squared up to `delta`, straight beyond. */
export const huber = (name: string, metric: string, target: Target, delta: number): Objective =>
  single(name, metric, 'identity', weightedMean(target), rowwise(target, (score, y, out) => {
    out[0] = Math.max(-delta, Math.min(delta, score - y));
    out[1] = 1;
  }));

/** LightGBM's Fair loss: between squared and absolute, bent at `c`. */
export const fair = (name: string, metric: string, target: Target, c: number): Objective =>
  single(name, metric, 'identity', weightedMean(target), rowwise(target, (score, y, out) => {
    const x = score - y;
    const size = Math.abs(x) + c;
    out[0] = (c * x) / size;
    out[1] = (c * c) / (size * size);
  }));
