import { globalPool } from './shared/pooling.ts';

export const globalMaxPool1d = globalPool('globalMaxPool1d', 2, 'Of all steps of a sequence, the strongest stays.', 'GlobalMaxPooling1D');
