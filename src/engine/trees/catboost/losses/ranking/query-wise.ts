import { type Loss, type Target, weightOf } from '../loss.ts';
import { queryLoss } from './query-loss.ts';

/** CatBoost's QueryRMSE: squared error, where each query may be off by a constant. */
export function queryRmse(target: Target): Loss {
  const { y } = target;
  return queryLoss(target, (_, rows, scores, der, der2) => {
    let [sum, weight, loss] = [0, 0, 0];
    for (const row of rows) {
      const w = weightOf(target, row);
      sum += (y[row]! - scores[row]!) * w;
      weight += w;
    }
    const mean = weight > 0 ? sum / weight : 0;
    for (const row of rows) {
      const w = weightOf(target, row);
      const e = y[row]! - scores[row]! - mean;
      der[row] = e * w;
      der2[row] = -w;
      loss += e * e * w;
    }
    return loss;
  });
}

/** CatBoost's QuerySoftMax: the chance of drawing the relevant rows of a query, where a row is drawn by e to `beta` × its score. `lambda` steadies the second derivative. */
export function querySoftMax(target: Target, beta: number, lambda: number): Loss {
  const { y } = target;
  const wanted = (rows: Uint32Array): number => {
    let sum = 0;
    for (const row of rows) if (y[row]! > 0) sum = Math.fround(sum + weightOf(target, row) * y[row]!);
    return sum;
  };
  return queryLoss(target, (_, rows, scores, der, der2) => {
    const all = wanted(rows);
    let [most, sum, loss] = [-Infinity, 0, 0];
    for (const row of rows) most = Math.max(most, scores[row]!);
    for (const row of rows) sum += der[row] = Math.exp((scores[row]! - most) * beta) * weightOf(target, row);
    for (const row of rows) {
      const p = der[row]! / sum;
      const own = weightOf(target, row) * y[row]!;
      if (all > 0 && own > 0) loss -= own * Math.log(p);
      der2[row] = all > 0 ? beta * all * (beta * p * (p - 1) - lambda) : 0;
      der[row] = all > 0 ? beta * (own - all * p) : 0;
    }
    return loss;
  });
}
