import type { FitContext } from '../core/context.ts';
import { choice, float, int, nullable, type ParamsOf } from '../core/params.ts';
import type { GrowRules } from './grow.ts';

/** What both decision trees ask; scikit-learn's names and defaults. */
export const treeParams = {
  splitter: choice('best', ['best', 'random'], { advanced: true, help: 'Try every threshold of a column, or one drawn by lot.' }),
  maxDepth: nullable(int(8, { min: 1, max: 10_000, search: { low: 1, high: 30 }, help: 'Questions asked in a row at most; empty asks until the leaves are pure.' })),
  minSamplesSplit: int(2, { min: 2, search: { low: 2, high: 50 }, help: 'Rows a node must have to be split further.' }),
  minSamplesLeaf: int(1, { min: 1, search: { low: 1, high: 50, log: true }, help: 'Rows each side of a split must keep.' }),
  minWeightFractionLeaf: float(0, { min: 0, max: 0.5, advanced: true, help: 'Share of all weight that each side of a split must keep.' }),
  maxFeatures: nullable(int(1, { min: 1, advanced: true, help: 'Columns tried at each split, drawn by lot; empty tries all of them.' })),
  maxLeafNodes: nullable(int(31, { min: 2, advanced: true, help: 'Leaves at most; the most useful splits are made first. Empty sets no limit.' })),
  minImpurityDecrease: float(0, { min: 0, advanced: true, help: 'How much a split must improve the tree as a whole.' }),
  ccpAlpha: float(0, { min: 0, advanced: true, search: { low: 0, high: 0.05 }, help: 'Price of a leaf: branches that do not earn it are cut back after growing.' }),
} as const;

type Limits = Omit<ParamsOf<typeof treeParams>, 'ccpAlpha'>;

export function growRules(params: Limits, p: number, totalWeight: number, ctx: FitContext): GrowRules {
  return {
    splitter: params.splitter,
    maxDepth: params.maxDepth ?? Infinity,
    minSamplesSplit: params.minSamplesSplit,
    minSamplesLeaf: params.minSamplesLeaf,
    minWeightLeaf: params.minWeightFractionLeaf * totalWeight,
    maxFeatures: Math.min(params.maxFeatures ?? p, p),
    maxLeafNodes: params.maxLeafNodes ?? Infinity,
    minImpurityDecrease: params.minImpurityDecrease,
    random: ctx.random,
  };
}
