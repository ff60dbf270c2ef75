import { pool1d } from './shared/pooling.ts';

/** At borders that padding "same" adds, the mean is of the cells inside. */
export const avgPool1d = pool1d('avgPool1d', 'Neighbouring steps of a sequence become their mean.', 'AveragePooling1D');
