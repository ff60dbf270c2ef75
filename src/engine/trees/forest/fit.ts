import type { FitContext } from '../../core/context.ts';
import type { TreeEnsemble } from '../ensemble.ts';
import { joinEnsembles } from '../join.ts';
import { treeCount } from '../predict.ts';
import { openGrower } from './open-grower.ts';
import type { Grower } from './grower.ts';
import type { ForestPlan } from './plan.ts';

/** Trees between two checkpoints at least; and saving may take a twentieth of the time. */
const CHECKPOINT_TREES = 8;
const SAVING_SHARE = 20;

const isEnsemble = (value: unknown): value is TreeEnsemble => typeof value === 'object' && value !== null && 'roots' in value && value.roots instanceof Int32Array;

/** Trees of an earlier run of the same plan; a tree depends on its number only, so growing goes on exactly. */
async function grownBefore({ checkpoint }: FitContext, { task, params }: ForestPlan): Promise<TreeEnsemble | null> {
  const saved = await checkpoint?.load() ?? null;
  const same = isEnsemble(saved) && saved.columns.join() === task.X.columns.join() && saved.width === task.classes;
  return same && treeCount(saved) <= params.nEstimators ? saved : null;
}

/** Saves now and then, seldom enough that saving never dominates. */
class Saver {
  #trees: number;
  #allowed = 0;

  constructor(readonly ctx: FitContext, grown: number) {
    this.#trees = grown;
  }

  async maybe(grown: number, ensemble: () => TreeEnsemble): Promise<void> {
    const { checkpoint } = this.ctx;
    const start = performance.now();
    if (!checkpoint || grown - this.#trees < CHECKPOINT_TREES || start < this.#allowed) return;
    await checkpoint.save(ensemble());
    this.#trees = grown;
    this.#allowed = performance.now() + SAVING_SHARE * (performance.now() - start);
  }
}

/** Grows the trees that `from` does not have yet; stopped by the person, it keeps those there are. */
async function growRest(plan: ForestPlan, grower: Grower, from: TreeEnsemble | null, ctx: FitContext): Promise<TreeEnsemble> {
  const total = plan.params.nEstimators;
  const parts: TreeEnsemble[] = from ? [from] : [];
  let grown = from ? treeCount(from) : 0;
  const saver = new Saver(ctx, grown);
  while (grown < total && !(grown > 0 && ctx.stopRequested())) {
    await ctx.breathe();
    const part = await grower.grow(grown, total, ctx);
    parts.push(part);
    grown += treeCount(part);
    ctx.progress(grown, total);
    await saver.maybe(grown, () => {
      parts.splice(0, parts.length, joinEnsembles(parts));
      return parts[0]!;
    });
  }
  return joinEnsembles(parts);
}

/**
 * Grows a forest, going on from `from` (a warm start: trees of the same plan with fewer trees) or from the checkpoint.
 * Notes how splits were found.
 */
export async function growForest(plan: ForestPlan, ctx: FitContext, from: TreeEnsemble | null = null): Promise<TreeEnsemble> {
  await ctx.breathe();
  const saved = await grownBefore(ctx, plan);
  const start = from !== null && (saved === null || treeCount(saved) < treeCount(from)) ? from : saved;
  const grower = await openGrower(plan, ctx);
  try {
    return await growRest(plan, grower, start, ctx);
  } finally {
    grower.close();
  }
}
