import type { Scored } from '../core/metric.ts';
import { average } from './average.ts';

/** `sklearn.metrics.mean_pinball_loss`: an error below the truth costs `alpha`, one above it 1 − alpha. */
export const pinball = ({ yTrue, yPred, weight }: Scored, alpha: number): number =>
  average(yTrue.length, weight, (i) => {
    const error = yTrue[i]! - yPred[i]!;
    return error >= 0 ? alpha * error : (alpha - 1) * error;
  });
