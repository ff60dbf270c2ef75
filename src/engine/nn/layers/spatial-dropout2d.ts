import { spatialDropout } from './shared/spatial.ts';

export const spatialDropout2d = spatialDropout('spatialDropout2d', 3, 'SpatialDropout2D');
