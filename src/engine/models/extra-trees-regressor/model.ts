import { forestRegressor } from '../../trees/forest/models.ts';
import { extraTreesRegressor } from './meta.ts';

/** Trees whose thresholds are drawn by lot, the best of them taken (Geurts, Ernst & Wehenkel 2006); their mean. */
export const extraTreesRegressorModel = forestRegressor(extraTreesRegressor, 'random');
