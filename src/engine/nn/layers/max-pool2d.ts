import { pool2d } from './shared/pooling.ts';

export const maxPool2d = pool2d('maxPool2d', 'Of neighbouring pixels of an image, the strongest stays.', 'MaxPooling2D');
