import { spatialDropout } from './shared/spatial.ts';

export const spatialDropout1d = spatialDropout('spatialDropout1d', 2, 'SpatialDropout1D');
