import { byFalling, type Queries } from '../objectives/ranking/queries.ts';

/** Rows to be scored after a round. */
export interface EvalRows {
  readonly y: Float64Array;
  readonly weight: Float64Array | null;
  readonly queries: Queries | null;
  /** Rankings: the labels of each query in the order of the predictions; put in order once for all metrics. */
  readonly ranked: () => readonly Float64Array[];
  /** The query of every row, in a ranking. */
  readonly groups: Int32Array | null;
  readonly classes: readonly string[] | null;
  /** Predictions after the link, output after output: outputs × rows. */
  readonly predicted: Float64Array;
  readonly outputs: number;
}

/** The labels of each query in the order of the predictions of the first output. */
export function rankedLabels({ count, rows, starts }: Queries, y: Float64Array, predicted: Float64Array): () => readonly Float64Array[] {
  let found: readonly Float64Array[] | null = null;
  return () => {
    found ??= Array.from({ length: count }, (_, q) => {
      const own = rows.subarray(starts[q], starts[q + 1]);
      const order = byFalling(Float64Array.from(own, (row) => predicted[row]!));
      return Float64Array.from(order, (at) => y[own[at]!]!);
    });
    return found;
  };
}

/** A number that says how good a round is: what curves show and early stopping watches. */
export interface EvalMetric {
  /** As its library writes it, such as `ndcg@5`. */
  readonly name: string;
  readonly better: 'lower' | 'higher';
  readonly score: (rows: EvalRows) => number;
}

export type RowLoss = (y: number, predicted: number) => number;

/** The weighted mean of a loss of single rows, and what is done with it at the end. */
export const meanLoss = (name: string, loss: RowLoss, final: (mean: number) => number = (mean) => mean): EvalMetric => ({
  name,
  better: 'lower',
  score: ({ y, weight, predicted }) => {
    let sum = 0;
    let total = 0;
    for (let i = 0; i < y.length; i++) {
      const w = weight === null ? 1 : weight[i]!;
      sum += w * loss(y[i]!, predicted[i]!);
      total += w;
    }
    return final(sum / total);
  },
});
