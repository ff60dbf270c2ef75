import { globalPool } from './shared/pooling.ts';

export const globalMaxPool2d = globalPool('globalMaxPool2d', 3, 'Of all pixels of an image, the strongest stays.', 'GlobalMaxPooling2D');
