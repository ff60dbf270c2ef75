import type { Histogram } from '../../frame/profile.ts';

/** A layer of a trained net, for the network inspector. */
export interface LayerReport {
  readonly name: string;
  readonly kind: string;
  readonly outputShape: readonly (number | null)[];
  readonly parameters: number;
  readonly weights: readonly { readonly name: string; readonly shape: readonly number[]; readonly mean: number; readonly sd: number; readonly min: number; readonly max: number; readonly zeros: number; readonly histogram: Histogram }[];
}
