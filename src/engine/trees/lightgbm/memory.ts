import type { FitSize } from '../../core/algorithm.ts';
import { boostedMemory } from '../boosting/model.ts';
import type { LightgbmParams } from './params.ts';

/** The limits of a tree: a depth of 0 or less sets none. */
export const treeLimits = ({ maxDepth, numLeaves }: Pick<LightgbmParams, 'maxDepth' | 'numLeaves'>) => ({ maxDepth: maxDepth <= 0 ? Infinity : maxDepth, maxLeaves: numLeaves });

export const lightgbmMemory = (size: FitSize, params: LightgbmParams): number => boostedMemory(size, treeLimits(params), params.subsampleForBin);
