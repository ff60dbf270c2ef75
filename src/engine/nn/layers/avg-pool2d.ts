import { pool2d } from './shared/pooling.ts';

/** At borders that padding "same" adds, the mean is of the cells inside. */
export const avgPool2d = pool2d('avgPool2d', 'Neighbouring pixels of an image become their mean.', 'AveragePooling2D');
