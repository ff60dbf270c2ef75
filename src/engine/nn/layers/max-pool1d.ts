import { pool1d } from './shared/pooling.ts';

export const maxPool1d = pool1d('maxPool1d', 'Of neighbouring steps of a sequence, the strongest stays.', 'MaxPooling1D');
