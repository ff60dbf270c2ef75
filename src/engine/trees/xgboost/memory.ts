import type { FitSize } from '../../core/algorithm.ts';
import { boostedMemory } from '../boosting/model.ts';
import type { XgboostParams } from './params.ts';

/** The limits of a tree: 0 sets none. */
export const treeLimits = ({ maxDepth, maxLeaves }: Pick<XgboostParams, 'maxDepth' | 'maxLeaves'>) => ({ maxDepth: maxDepth === 0 ? Infinity : maxDepth, maxLeaves: maxLeaves === 0 ? Infinity : maxLeaves });

export const xgboostMemory = (size: FitSize, params: XgboostParams): number => boostedMemory(size, treeLimits(params));
