import type { Queries } from '../objectives/ranking/queries.ts';

/** Rows to be scored after a round. */
export interface EvalRows {
  readonly y: Float64Array;
  readonly weight: Float64Array | null;
  readonly queries: Queries | null;
  /** The query of every row, in a ranking. */
  readonly groups: Int32Array | null;
  readonly classes: readonly string[] | null;
  /** Predictions after the link, output after output: outputs × rows. */
  readonly predicted: Float64Array;
  readonly outputs: number;
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
