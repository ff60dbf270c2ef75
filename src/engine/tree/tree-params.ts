import { choice } from '../core/params.ts';
import { maxFeaturesParams } from '../trees/max-features.ts';
import { limitParams } from './params.ts';

/** What both decision trees ask; scikit-learn's names and defaults. */
export const treeParams = {
  splitter: choice('best', ['best', 'random'], { advanced: true, help: 'Try every threshold of a column, or one drawn by lot.' }),
  ...limitParams,
  ...maxFeaturesParams('all'),
} as const;
