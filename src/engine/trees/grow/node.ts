import type { Bounds } from './leaf-value.ts';

/** A split that was found. Sums are quantised, gain is in the learner's measure. */
export interface Split {
  readonly gain: number;
  readonly feature: number;
  /** Number splits: the last bin that goes left; −1: missing values alone do. */
  readonly bin: number;
  readonly missingLeft: boolean;
  /** Category splits: 1 for each of 256 bins that goes left. */
  readonly leftBins: Uint8Array | null;
  readonly leftG: number;
  readonly leftH: number;
  /** L2 of the children's values; LightGBM adds to it where categories are sorted. */
  readonly lambda: number;
}

/** A node while its tree grows. */
export class GrowingNode {
  /** Where its histogram is, −1: not kept. */
  slot = -1;
  split: Split | null = null;
  left: GrowingNode | null = null;
  right: GrowingNode | null = null;
  /** Its place among the leaves. */
  place = 0;

  constructor(
    readonly id: number,
    readonly depth: number,
    /** Address of its segments (see the kernel `histogram`). */
    readonly segments: number,
    readonly rows: number,
    /** Quantised sums. */
    readonly G: number,
    readonly H: number,
    readonly lambda: number,
    /** Its value, from quantised sums. */
    readonly value: number,
    readonly bounds: Bounds,
    /** Features split on above it, without repetition. */
    readonly path: readonly number[],
    /** Features that LightGBM does not look at any more below this node: no split of theirs gained enough here or above. */
    public closed: ReadonlySet<number>,
  ) {}
}
