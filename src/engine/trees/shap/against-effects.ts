import type { Matrix } from '../../../frame/matrix.ts';
import { StudioError } from '../../core/errors.ts';
import { treeShapAgainst } from '../../kernels/twins/tree-shap-against.ts';
import type { TreeEnsemble } from '../ensemble.ts';
import { treeCount } from '../predict.ts';
import { againstBytes, packAgainst, reachOf } from './against-pack.ts';
import { againstScratchBytes, BLOCK } from './layout.ts';
import { batchesOf, type RowBlock, runTrees, type TreeShapContext } from './run-trees.ts';
import { againstWeights } from './weights.ts';

export interface AgainstOptions {
  /** Rows to compare with, of the ensemble's own columns. */
  readonly background: Matrix;
  readonly groupOf: Int32Array;
  readonly groups: number;
  readonly pairs: boolean;
  /** Results for each background row by itself (one pass each), not summed over all. */
  readonly each: boolean;
  readonly twins?: boolean;
}

/**
 * What every group of columns adds to every output of every row against the background rows by interventional TreeSHAP, before the
 * link: sums over the background, the base left out. `X` has the ensemble's own columns.
 */
export async function againstEffects(e: TreeEnsemble, X: Matrix, { background, groupOf, groups, pairs, each, twins = false }: AgainstOptions, ctx: TreeShapContext, visit: (block: RowBlock) => void): Promise<void> {
  if (background.rows === 0) throw new StudioError('data', 'There are no background rows to compare with. Choose at least one.');
  const columnOf = new Map(Array.from(new Set(e.feature.filter((j) => j >= 0)), (j, c) => [j, c]));
  const words = Math.ceil(background.rows / 32);
  let [depth, columns] = [0, 0];
  const batches = batchesOf(treeCount(e), (tree) => {
    const nodes = e.roots[tree + 1]! - e.roots[tree]!;
    if (nodes === 1) return null;
    const reach = reachOf(e, tree);
    depth = Math.max(depth, reach.depth);
    columns = Math.max(columns, reach.columns);
    // Some of a tree's nodes are come to, some of them several times.
    return { bytes: againstBytes(e, tree, words), work: Math.min(nodes * reach.depth, nodes + 30 * reach.depth * background.rows) * e.width * 4 };
  });
  const weights = againstWeights(columns);
  const side = columns + 1;
  let start = 0;
  await runTrees(e, X, {
    kernel: treeShapAgainst, groups, pairs, batches, passes: each ? background.rows : 1,
    scratch: againstScratchBytes(side, columnOf.size, depth + 1, words),
    common: weights.length * 8 + words * 4,
    begin(memory, at, put) {
      memory.f64.set(weights, at >> 3);
      start = at + weights.length * 8;
      put(BLOCK.weights, at);
      put(BLOCK.side, side);
      put(BLOCK.start, start);
      put(BLOCK.words, words);
      put(BLOCK.columns, columnOf.size);
    },
    beforePass(pass, memory) {
      const chosen = each ? [pass] : Array.from({ length: background.rows }, (_, b) => b);
      memory.u32.fill(0, start >> 2, (start >> 2) + words);
      for (const b of chosen) memory.u32[(start >> 2) + (b >>> 5)]! |= 1 << (b & 31);
    },
    pack: (batch, memory, cellsOf) => packAgainst(batch.trees, { memory, ensemble: e, background, words, groupOf, columnOf, cellsOf }),
  }, twins, ctx, visit);
}
