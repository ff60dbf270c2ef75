import { averagePrecision, type Ranking, rank, rocArea } from '../../metrics/ranking.ts';
import type { EvalMetric, EvalRows } from './eval-metric.ts';

/** The curve of one output against the rows of class `k` (binary: the second). */
function curve({ y, weight, predicted, outputs }: EvalRows, k: number): Ranking {
  const n = y.length;
  const label = outputs === 1 ? 1 : k;
  return rank(predicted.subarray(k * n, (k + 1) * n).slice(), (row) => y[row] === label, weight);
}

/** XGBoost joins points of precision and recall by the curve that true and false positives rising together give (Davis & Goadrich, 2006). */
function interpolatedPrecisionArea({ truePositives, falsePositives }: Ranking): number {
  const positives = truePositives.at(-1) ?? 0;
  if (positives === 0 || (falsePositives.at(-1) ?? 0) === 0) return Number.NaN;
  let area = 0;
  let [tp, fp] = [0, 0];
  truePositives.forEach((next, at) => {
    const [from, to] = [tp / positives, next / positives];
    const slope = next === tp ? 0 : (falsePositives[at]! - fp) / (next - tp);
    const a = next === tp ? 1 : 1 + slope;
    const b = next === tp ? 0 : (fp - slope * tp) / positives;
    area += b === 0 ? (to - from) / a : (to - from - (b / a) * (Math.log(a * to + b) - Math.log(a * from + b))) / a;
    [tp, fp] = [next, falsePositives[at]!];
  });
  return area;
}

/** Of two classes, the area itself; of more, the mean over classes by their share of the rows. */
function byClass(rows: EvalRows, area: (ranking: Ranking) => number): number {
  if (rows.outputs === 1) return area(curve(rows, 0));
  let sum = 0;
  let total = 0;
  for (let k = 0; k < rows.outputs; k++) {
    const ranking = curve(rows, k);
    const positives = ranking.truePositives.at(-1) ?? 0;
    sum += positives * area(ranking);
    total += positives;
  }
  return sum / total;
}

export const auc: EvalMetric = { name: 'auc', better: 'higher', score: (rows) => byClass(rows, rocArea) };
export const aucpr: EvalMetric = { name: 'aucpr', better: 'higher', score: (rows) => byClass(rows, interpolatedPrecisionArea) };
export const averagePrecisionMetric: EvalMetric = { name: 'average_precision', better: 'higher', score: (rows) => byClass(rows, averagePrecision) };
