import { globalPool } from './shared/pooling.ts';

export const globalAvgPool1d = globalPool('globalAvgPool1d', 2, 'All steps of a sequence become their mean; steps that are masked do not count.', 'GlobalAveragePooling1D');
