import { globalPool } from './shared/pooling.ts';

export const globalAvgPool2d = globalPool('globalAvgPool2d', 3, 'All pixels of an image become their mean.', 'GlobalAveragePooling2D');
