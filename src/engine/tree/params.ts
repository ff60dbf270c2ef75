import { float, int, nullable, type ParamsOf, text } from '../core/params.ts';
import { featuresTried, maxFeaturesParams } from '../trees/max-features.ts';
import { parseMonotonic } from '../trees/monotonic.ts';
import type { GrowRules } from './grow.ts';

/** How far a tree may grow: what trees and forests of scikit-learn share; its names and defaults. */
export const limitParams = {
  maxDepth: nullable(int(8, { min: 1, max: 10_000, search: { low: 1, high: 30 }, help: 'Questions asked in a row at most; empty asks until the leaves are pure.' })),
  minSamplesSplit: int(2, { min: 2, search: { low: 2, high: 50 }, help: 'Rows a node must have to be split further.' }),
  minSamplesLeaf: int(1, { min: 1, search: { low: 1, high: 50, log: true }, help: 'Rows each side of a split must keep.' }),
  minWeightFractionLeaf: float(0, { min: 0, max: 0.5, advanced: true, help: 'Share of all weight that each side of a split must keep.' }),
  maxLeafNodes: nullable(int(31, { min: 2, advanced: true, help: 'Leaves at most; the most useful splits are made first. Empty sets no limit.' })),
  minImpurityDecrease: float(0, { min: 0, advanced: true, help: 'How much a split must improve the tree as a whole.' }),
  ccpAlpha: float(0, { min: 0, advanced: true, search: { low: 0, high: 0.05 }, help: 'Price of a leaf: branches that do not earn it are cut back after growing.' }),
  monotonicCst: text('', { advanced: true, python: null, help: 'Columns whose rise may only raise (1) or lower (-1) the answer, such as "age: 1, price: -1"; of two classes, the share of the second.' }),
} as const;

type Limits = ParamsOf<typeof limitParams> & ParamsOf<ReturnType<typeof maxFeaturesParams>>;

/** `width`: numbers in a node's value; more than two classes cannot rise or fall with a column. */
export function growRules(params: Limits, splitter: 'best' | 'random', columns: readonly string[], totalWeight: number, random: () => number, algorithm: string): GrowRules {
  return {
    splitter,
    maxDepth: params.maxDepth ?? Infinity,
    minSamplesSplit: params.minSamplesSplit,
    minSamplesLeaf: params.minSamplesLeaf,
    minWeightLeaf: params.minWeightFractionLeaf * totalWeight,
    maxFeatures: featuresTried(params, columns.length),
    maxLeafNodes: params.maxLeafNodes ?? Infinity,
    minImpurityDecrease: params.minImpurityDecrease,
    monotone: parseMonotonic(params.monotonicCst, columns, algorithm, 'monotonicCst'),
    random,
  };
}
