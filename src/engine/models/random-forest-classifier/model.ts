import { forestClassifier } from '../../trees/forest/models.ts';
import { randomForestClassifier } from './meta.ts';

/** Trees on rows drawn with replacement, the best split of columns drawn by lot (Breiman 2001); their mean. */
export const randomForestClassifierModel = forestClassifier(randomForestClassifier, 'best');
