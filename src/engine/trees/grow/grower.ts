import type { BinnedDataset } from '../bins/binned.ts';
import type { GrownTree } from './grown-tree.ts';
import type { GrowRules } from './rules.ts';

/**
 * Grows trees on one binned data set. A round of boosting is: write every row's gradient and hessian (objectives here or a kernel
 * of gradients.ts), `grow` a tree an output, change its values (learning rate), `apply` it to the scores.
 *
 * ```ts
 * const backend = await openBackend([treeKernels], { bytes: predictMemory(shape), threads: ctx.threads });
 * try {
 *   const binned = await bin(X, { flavour: 'xgboost', maxBin: 256 }, backend, ctx);
 *   const grower = createGrower(binned, { outputs: 1, maxLeaves: 64 });
 *   const score = grower.scores(0); // fill with the base score
 *   for (…) {
 *     const { gradient, hessian } = grower.gradients(0); // fill
 *     const tree = grower.grow(0, null, rules, ctx.random);
 *     for (let i = 0; i < tree.nodes; i++) tree.value[i]! *= eta;
 *     grower.apply(tree, 0);
 *     ensemble.addTree(tree, 0);
 *   }
 * } finally { backend.close(); }
 * ```
 */
export interface Grower {
  readonly binned: BinnedDataset;
  readonly outputs: number;
  /** Views to be filled before `grow`, one number a row. Hessians must not be negative. Rows that are not grown on are not read. */
  gradients(output: number): { readonly gradient: Float32Array; readonly hessian: Float32Array };
  /**
   * Labels and weights for `derive`, one a row; kept in memory until replaced. Classes of `softmax` are 0, 1, …; labels of `logistic`
   * are 0 and 1 (or between).
   */
  setTarget(labels: ArrayLike<number>, weights: ArrayLike<number> | null): void;
  /**
   * Fills the gradients and hessians of all outputs from scores, labels and weights by a kernel: (score − y) w and w; (p − y) w and
   * p (1 − p) w; the same a class for `softmax`, its hessians times `factor` (XGBoost: 2, LightGBM: K / (K − 1)).
   */
  derive(objective: 'squared' | 'logistic' | 'softmax', factor?: number): void;
  /** The sum of the trees applied to an output, one number a row, in memory: zeros at first, yours to set (base scores) and read. */
  scores(output: number): Float64Array;
  /**
   * Grows one tree for an output from its gradients, on `rows` (ascending) or all. Sums that choose splits are of quantised
   * gradients (31 bits over all rows); values, gains and covers are then computed from the gradients themselves, in row order. Under
   * `rules.coarse` they are of the coarse steps too.
   */
  grow(output: number, rows: Uint32Array | null, rules: GrowRules, random: () => number): GrownTree;
  /** Adds a tree's leaf values to the scores of an output, for every row: those it was grown on and the others. It must be of this data set; the tree grown last is quickest. */
  apply(tree: GrownTree, output: number): void;
  /** The leaf (node number) of every row, in memory until the next call: for values renewed by quantiles, proximities, weights. */
  leaves(tree: GrownTree): Int32Array;
}

export interface GrowerOptions {
  /** Trees a round: 1, or one a class. */
  readonly outputs: number;
  /** The most leaves any tree will have; histograms are kept for as many as memory allows, and built again where not. */
  readonly maxLeaves: number;
  /** Bytes of histograms to keep at most (256 MiB). */
  readonly histogramBytes?: number;
}
