/** Everything the Evaluate screen draws, made once in a worker from a run's predictions. Curves hold at most 512 points. */
export interface Curve {
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Score at or above which a row counts as this class; one a point (NaN where the point has none). */
  readonly threshold: Float64Array;
  /** Area under it (trapezoid for ROC, average precision for PR); NaN where it has none. */
  readonly area: number;
}

/** One class against the rest. */
export interface ClassEvaluation {
  readonly name: string;
  readonly support: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  readonly roc: Curve;
  readonly pr: Curve;
  /** x: mean predicted probability of a bin, y: share that are this class; `counts` rows in it. */
  readonly calibration: Curve & { readonly counts: Float64Array };
  /** x: share of rows taken from the top, y: how many times more of the class than by chance. */
  readonly lift: Curve;
  /** Counts at 0, 0.001, …, 1 (1,001 entries): rows of the class, and of the others, with a score at or above. */
  readonly truePositives: Float64Array;
  readonly falsePositives: Float64Array;
}

export interface ClassificationEvaluation {
  readonly kind: 'classification';
  readonly classes: readonly string[];
  readonly rows: number;
  /** K × K row-major counts, true by predicted (arg max). */
  readonly confusion: Float64Array;
  readonly perClass: readonly ClassEvaluation[] | null;
}

export interface RegressionEvaluation {
  readonly kind: 'regression';
  readonly rows: number;
  /** At most 5,000 rows spread over all, for scatter plots. */
  readonly sample: { readonly rows: Uint32Array; readonly yTrue: Float64Array; readonly yPred: Float64Array };
  readonly residualHistogram: { readonly edges: Float64Array; readonly counts: Float64Array };
  /** Sorted standardised residuals (y) against normal quantiles (x), at most 512 points. */
  readonly quantiles: { readonly x: Float64Array; readonly y: Float64Array };
  /** Share of rows whose absolute error is at most x. */
  readonly errorCurve: { readonly x: Float64Array; readonly y: Float64Array };
}
export interface AnomalyEvaluation {
  readonly kind: 'anomaly';
  readonly rows: number;
  /** Anomaly score (reconstruction error) by row, most unusual first; at most 1,000. */
  readonly top: { readonly rows: Uint32Array; readonly score: Float64Array };
  readonly histogram: { readonly edges: Float64Array; readonly counts: Float64Array };
  /** Two coordinates of the code of at most 5,000 rows, or null. */
  readonly code: { readonly rows: Uint32Array; readonly x: Float64Array; readonly y: Float64Array } | null;
}
/** A query as it was ordered: its rows (the table's numbers), the first 100 at most, with what they are worth and what the model said. */
export interface RankedQuery {
  readonly total: number;
  readonly rows: Uint32Array;
  readonly relevance: Float64Array;
  readonly score: Float64Array;
}

/** Queries by their NDCG (exponential gain) over the first `k` rows; `null`: over all. */
export interface RankingAt {
  readonly k: number | null;
  readonly histogram: { readonly edges: Float64Array; readonly counts: Float64Array };
  /** The queries ordered worst, worst first, as places in `shown`; and their NDCG. */
  readonly worst: Uint32Array;
  readonly ndcg: Float64Array;
}

export interface RankingEvaluation {
  readonly kind: 'ranking';
  readonly rows: number;
  readonly queries: number;
  /** Means over queries by depth k: NDCG with either gain, and mean average precision. */
  readonly curve: { readonly k: Float64Array; readonly exponential: Float64Array; readonly linear: Float64Array; readonly map: Float64Array };
  readonly at: readonly RankingAt[];
  readonly shown: readonly RankedQuery[];
}
export type Evaluation = ClassificationEvaluation | RegressionEvaluation | AnomalyEvaluation | RankingEvaluation;
