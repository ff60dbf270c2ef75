import type { Link } from '../ensemble.ts';

/** What an objective learns from: one target and perhaps one weight a row, all weights above zero. */
export interface Target {
  readonly y: Float64Array;
  readonly weight: Float64Array | null;
}

/** First and second derivatives for one output, one number a row, in the single precision both libraries keep them in. */
export interface GradientPair {
  readonly gradient: Float32Array;
  readonly hessian: Float32Array;
}

/** Called for every round: fills the derivatives of every output at its score. */
export type Gradients = (scores: readonly Float64Array[], pairs: readonly GradientPair[], round: number) => void;

/** What boosting makes small, as the library that names it defines it. Scores are what the trees add up, before the link. */
export interface Objective {
  /** The library's name, such as `binary:logistic` or `regression_l1`. */
  readonly name: string;
  /** Trees a round. */
  readonly outputs: number;
  readonly link: Link;
  /** The library's name of the metric that goes with it. */
  readonly metric: string;
  /** Where scores start: one number an output. */
  readonly base: Float64Array;
  readonly gradients: Gradients;
  /** Where a kernel gives the same derivatives: which, the labels and weights it takes, and what softmax multiplies hessians by. */
  readonly kernel: { readonly name: 'squared' | 'logistic' | 'softmax'; readonly target: Target; readonly factor: number } | null;
  /** Objectives whose second derivative says nothing (L1, quantiles): the best step for the rows of a leaf at `score`. */
  readonly renew: ((score: Float64Array, rows: ArrayLike<number>) => number) | null;
  /** Outputs for which there is nothing to learn (LightGBM: a class without rows, or with all of them); `null` for none. */
  readonly idle: readonly boolean[] | null;
}

/** An objective of one output whose derivatives at a row need that row alone. */
export type RowDerivatives = (score: number, y: number, out: Float64Array) => void;

/** Derivatives row by row, times the weights; `row` leaves gradient and hessian in `out`. */
export function rowwise({ y, weight }: Target, row: RowDerivatives): Gradients {
  const out = new Float64Array(2);
  return ([score], [pair]) => {
    const { gradient, hessian } = pair!;
    for (let i = 0; i < y.length; i++) {
      row(score![i]!, y[i]!, out);
      const w = weight === null ? 1 : weight[i]!;
      gradient[i] = out[0]! * w;
      hessian[i] = out[1]! * w;
    }
  };
}

/** What most objectives of one output share. */
export const single = (name: string, metric: string, link: Link, base: number, gradients: Gradients, renew: Objective['renew'] = null): Objective =>
  ({ name, outputs: 1, link, metric, base: Float64Array.of(base), gradients, kernel: null, renew, idle: null });
