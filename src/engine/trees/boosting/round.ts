import type { FitContext } from '../../core/context.ts';
import { mix, mulberry32 } from '../../core/random.ts';
import type { Grower } from '../grow/grower.ts';
import type { GrownTree } from '../grow/grown-tree.ts';
import type { GradientPair } from '../objectives/objective.ts';
import { constantTree } from './constant-tree.ts';
import type { BoostPlan } from './plan.ts';
import { renewLeaves } from './renew.ts';

const STREAM = 33;

/**
 * Grows the trees of a round from the derivatives in `pairs` and adds them to the scores, times `fresh`. Their values are
 * multiplied by the learning rate. Trees stand output after output, the parallel ones of an output together.
 */
export async function growRound(plan: BoostPlan, grower: Grower, round: number, pairs: readonly GradientPair[], start: readonly Float64Array[], fresh: number, ctx: FitContext): Promise<readonly GrownTree[]> {
  const { objective, parallel, sampler, rules } = plan;
  const rate = plan.forest ? 1 : plan.learningRate / parallel;
  const grown: GrownTree[] = [];
  for (let k = 0; k < objective.outputs; k++) {
    const first = grown.length;
    for (let b = 0; b < parallel; b++) {
      const number = grown.length;
      const rows = sampler(round, number, pairs);
      const idle = objective.idle?.[k] === true;
      const tree = idle ? constantTree(plan.train.X.rows) : grower.grow(k, rows, rules, mulberry32(mix(plan.seed, STREAM, round, number)));
      if (!idle && objective.renew !== null && (tree.nodes > 1 || !plan.endsWithoutSplit)) renewLeaves(tree, grower.leaves(tree), rows, start[k]!, objective.renew);
      if (tree.nodes === 1 && plan.endsWithoutSplit) tree.value[0] = 0;
      for (let node = 0; node < tree.nodes; node++) tree.value[node]! *= rate;
      grown.push(tree);
      // Parallel trees are all grown from the same scores: these are added to once every one of them is there.
      if (parallel === 1) grower.apply(scaled(tree, fresh), k);
      await ctx.breathe();
    }
    if (parallel > 1) for (const tree of grown.slice(first)) grower.apply(scaled(tree, fresh), k);
  }
  return grown;
}

/** The tree times `by`; itself where that changes nothing. */
export const scaled = (tree: GrownTree, by: number): GrownTree => (by === 1 ? tree : { ...tree, value: tree.value.map((v) => v * by) });
