import type { Backend } from '../../../kernels/backend.ts';
import type { Link } from '../../ensemble.ts';

/** Sums over the rows of each leaf: leaf by leaf, then output by output. */
export interface LeafSums {
  readonly der: Float64Array;
  /** One number an output; for `fullHessian`, the upper triangle row by row. Negative, as CatBoost counts. */
  readonly der2: Float64Array;
  readonly weight: Float64Array;
  /** Σ weight × loss over all rows. */
  readonly loss: number;
}

/** What a loss of pairs of rows has besides: leaf values are then brought to a mean of zero, for such a loss does not see their level. */
export interface PairWeights {
  /** What each row weighs by the pairs it is in; where splits are judged this stands for the row's own weight. */
  readonly weight: Float64Array;
  /** Draws pairs anew by where the first `count` rows stand, before derivatives and before leaf values; `null` where they stay. */
  readonly draw: ((state: readonly Float64Array[], count: number, random: () => number) => void) | null;
}

/**
 * A loss bound to targets and weights. Derivatives are those of −loss, so that they point uphill, as in CatBoost.
 * `state` is where the rows stand, an array an output: the sum of the trees, or e to that where `exp`. Only the first `count` rows are looked at.
 */
export interface Loss {
  readonly outputs: number;
  readonly exp: boolean;
  readonly link: Link;
  /** Second derivatives between outputs matter (softmax). */
  readonly fullHessian: boolean;
  /** derivative × weight of each row, an array an output. */
  gradient(state: readonly Float64Array[], count: number, out: readonly Float64Array[]): void;
  /** `leafOf` the leaf of each row; `shift` leaves × outputs is added to the rows' sums of trees beforehand; `known` the leaves' weights where they were found before. */
  leafSums(state: readonly Float64Array[], count: number, leafOf: Int32Array, leaves: number, shift: Float64Array, known?: Float64Array): LeafSums;
  /** Σ weight × loss. */
  total(state: readonly Float64Array[], count: number): number;
  /** The best step for each leaf at once; `null` where derivatives must do. */
  readonly exact: ((state: readonly Float64Array[], count: number, leafOf: Int32Array, leaves: number) => Float64Array) | null;
  /** Where sums of trees start if boosting starts from the average; `null` where it starts from zero. */
  readonly start: (() => Float64Array) | null;
  readonly pairs?: PairWeights;
  /** What a total is divided by for a mean; left out: the weight of all rows. */
  readonly mass?: number;
}

/** Targets; `kernels` where these arrays, and all states and leaves, lie in a backend's memory. */
export interface Target {
  readonly y: Float64Array;
  readonly weight: Float64Array | null;
  /** Rankings: the query of every row. */
  readonly groups?: Int32Array | null;
  readonly kernels?: LossKernels;
}

export interface LossKernels {
  readonly backend: Backend;
  /** Address of room for sums by leaf, of every block of rows, and for a double a leaf. */
  readonly sums: number;
}

export const emptySums = (leaves: number, outputs: number, second: number): { der: Float64Array; der2: Float64Array; weight: Float64Array } =>
  ({ der: new Float64Array(leaves * outputs), der2: new Float64Array(leaves * second), weight: new Float64Array(leaves) });

export const weightOf = (target: Target, row: number): number => (target.weight === null ? 1 : target.weight[row]!);

export function sumOfWeights({ y, weight }: Target, count = y.length): number {
  if (weight === null) return count;
  let sum = 0;
  for (let i = 0; i < count; i++) sum += weight[i]!;
  return sum;
}
