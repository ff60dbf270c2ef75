import type { Matrix } from '../../../frame/matrix.ts';
import { allocated } from '../../kernels/memory.ts';
import { treeShap } from '../../kernels/twins/tree-shap.ts';
import type { TreeEnsemble } from '../ensemble.ts';
import { treeCount } from '../predict.ts';
import { scratchBytes, TREE } from './layout.ts';
import { bytesOf, packTrees, plus, pointsOf, type Size, sizeOf } from './pack.ts';
import { walkOf } from './program.ts';
import { batchesOf, type RowBlock, runTrees, type TreeShapContext } from './run-trees.ts';

export interface PathOptions {
  readonly leftShare: Float64Array;
  /** Ensemble columns whose effects are added up, as numbers below `groups`. */
  readonly groupOf: Int32Array;
  readonly groups: number;
  /** Interactions too: of groups g and h half is with the answers of g below those of h, half the other way round. */
  readonly pairs: boolean;
  /** Forces the plain TypeScript kernels: for tests. */
  readonly twins?: boolean;
}

/**
 * What every group of columns adds to every output of every row by path-dependent TreeSHAP, before the link, the base left out.
 * `X` has the ensemble's own columns.
 */
export async function pathEffects(e: TreeEnsemble, X: Matrix, { leftShare, groupOf, groups, pairs, twins = false }: PathOptions, ctx: TreeShapContext, visit: (block: RowBlock) => void): Promise<void> {
  const sizes = new Map<number, Size>();
  let scratch = 0;
  const batches = batchesOf(treeCount(e), (tree) => {
    const walk = walkOf(e, tree, leftShare, pairs);
    if (walk.nodes.length === 0) return null;
    const points = pointsOf(walk);
    const size = sizeOf(e, walk);
    sizes.set(tree, size);
    scratch = Math.max(scratch, scratchBytes(walk.slots, points, e.width));
    return { bytes: bytesOf(size) + allocated(TREE.bytes), work: walk.steps.length * points * e.width * (pairs ? 8 : 2) };
  });
  await runTrees(e, X, {
    kernel: treeShap, groups, pairs, batches, scratch, common: 0, passes: 1,
    pack: (batch, memory, cellsOf) => packTrees(
      batch.trees.map((tree) => ({ tree, walk: walkOf(e, tree, leftShare, pairs) })),
      batch.trees.map((tree) => sizes.get(tree)!).reduce(plus),
      { memory, ensemble: e, leftShare, groupOf, cellsOf },
    ),
  }, twins, ctx, visit);
}
