import { forestRegressor } from '../../trees/forest/models.ts';
import { randomForestRegressor } from './meta.ts';

/** Trees on rows drawn with replacement, the best split of columns drawn by lot (Breiman 2001); their mean. */
export const randomForestRegressorModel = forestRegressor(randomForestRegressor, 'best');
