import { exp } from '../../../kernels/twins/exp.ts';
import { checkLabels } from '../labels.ts';
import type { Objective, Target } from '../objective.ts';
import { byQuery, push } from './by-query.ts';
import { bestDcg, byFalling, discounts, type Queries } from './queries.ts';

const BINS = 1024 * 1024;

/** The library looks 1 / (1 + exp(sigmoid · x)) up in a table of a million entries; the same steps, so that leaves are equal. */
function steppedSigmoid(sigmoid: number): (x: number) => number {
  const low = -50 / sigmoid / 2;
  const factor = BINS / (-2 * low);
  return (x) => {
    const bin = Math.min(BINS - 1, Math.max(0, Math.trunc((x - low) * factor)));
    return 1 / (1 + exp((bin / factor + low) * sigmoid));
  };
}

/** LightGBM's `lambdarank`: LambdaMART for NDCG at `truncation`. Weights are those of rows. */
export function lightgbmLambda(name: string, metric: string, { y, weight }: Target, queries: Queries, options: { readonly sigmoid: number; readonly truncation: number; readonly norm: boolean }): Objective {
  checkLabels(y, name, (v) => Number.isInteger(v) && v >= 0 && v <= 30, 'whole numbers from 0 to 30');
  const { sigmoid, truncation, norm } = options;
  const discount = discounts(queries.longest);
  const share = steppedSigmoid(sigmoid);
  const near = Math.fround(0.01);

  return byQuery(name, metric, queries, (rows, score, pair) => {
    const scores = Float64Array.from(rows, (row) => score[row]!);
    const labels = Float64Array.from(rows, (row) => y[row]!);
    const best = bestDcg(labels, truncation, true);
    const inverse = best > 0 ? 1 / best : 0;
    const order = byFalling(scores);
    const spread = scores[order[0]!] !== scores[order[order.length - 1]!];
    let sum = 0;
    for (let i = 0; i < Math.min(order.length - 1, truncation); i++) {
      for (let j = i + 1; j < order.length; j++) {
        const a = labels[order[i]!]!;
        const b = labels[order[j]!]!;
        if (a === b) continue;
        const high = a > b ? i : j;
        const low = a > b ? j : i;
        const gap = scores[order[high]!]! - scores[order[low]!]!;
        let change = (2 ** Math.max(a, b) - 2 ** Math.min(a, b)) * Math.abs(discount[high]! - discount[low]!) * inverse;
        if (norm && spread) change /= near + Math.abs(gap);
        const p = share(gap);
        const g = -sigmoid * change * p;
        const h = sigmoid * sigmoid * change * p * (1 - p);
        push(pair, rows[order[high]!]!, rows[order[low]!]!, g, h);
        sum -= 2 * g;
      }
    }
    const scale = norm && sum > 0 ? Math.log2(1 + sum) / sum : 1;
    for (const row of rows) {
      const w = scale * (weight === null ? 1 : weight[row]!);
      pair.gradient[row]! *= w;
      pair.hessian[row]! *= w;
    }
  });
}
