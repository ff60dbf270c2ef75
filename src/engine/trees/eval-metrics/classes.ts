import type { EvalMetric, EvalRows } from './eval-metric.ts';

/** The weighted mean over rows of what `loss` makes of the class and all its predictions. */
function mean({ y, weight, predicted, outputs }: EvalRows, loss: (row: number, label: number, of: (k: number) => number) => number): number {
  const n = y.length;
  let sum = 0;
  let total = 0;
  for (let i = 0; i < n; i++) {
    const w = weight === null ? 1 : weight[i]!;
    sum += w * loss(i, y[i]!, (k) => predicted[k * n + i]!);
    total += w;
  }
  return outputs === 0 ? Number.NaN : sum / total;
}

/** So many chances of at least 1e-16 can be multiplied, for one logarithm. */
const TOGETHER = 16;

/** The product of the chances that rows from … to were given of their labels, each at least `least`. */
function chances(y: Float64Array, predicted: Float64Array, from: number, to: number, least: number): number {
  let product = 1;
  for (let i = from; i < to; i++) {
    const p = y[i]! > 0 ? predicted[i]! : 1 - predicted[i]!;
    product *= p < least ? least : p;
  }
  return product;
}

/** The mean of −log p of the label that a row has, p being at least `least`. */
export const logLoss = (name: string, least: number): EvalMetric => ({
  name,
  better: 'lower',
  score: ({ y, weight, predicted }) => {
    const step = weight === null ? TOGETHER : 1;
    let sum = 0;
    let total = 0;
    for (let from = 0; from < y.length; from += step) {
      const to = Math.min(y.length, from + step);
      const w = weight === null ? 1 : weight[from]!;
      sum -= w * Math.log(chances(y, predicted, from, to, least));
      total += w * (to - from);
    }
    return sum / total;
  },
});

export const multiLogLoss = (name: string, least: number): EvalMetric => ({
  name, better: 'lower', score: (rows) => mean(rows, (_, label, of) => -Math.log(Math.max(least, of(label)))),
});

/** Rows whose class is not the one with the largest prediction. Of equal ones XGBoost takes the first; LightGBM calls the row wrong. */
export const multiError = (name: string, ties: 'first' | 'wrong'): EvalMetric => ({
  name, better: 'lower', score: (rows) => mean(rows, (_, label, of) => {
    const own = of(label);
    for (let k = 0; k < rows.outputs; k++) {
      if (k !== label && (of(k) > own || (of(k) === own && (ties === 'wrong' || k < label)))) return 1;
    }
    return 0;
  }),
});
