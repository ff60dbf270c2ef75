import { bool, columns } from '../../core/params.ts';
import { defineTransformerMeta } from '../../core/transformer.ts';

export const standardScaler = defineTransformerMeta({
  type: 'standard-scaler',
  version: 1,
  name: 'StandardScaler',
  module: 'sklearn.preprocessing',
  summary: 'Shifts every column to mean 0 and stretches it to standard deviation 1.',
  tags: { group: 'scale', takes: 'number', allowNaN: true },
  params: {
    columns: columns({ of: 'number', help: 'Columns to work on; none named means every number column.' }),
    withMean: bool(true, { help: 'Subtract the mean, so that 0 is the average row.' }),
    withStd: bool(true, { help: 'Divide by the standard deviation, so that 1 is a typical distance from the average.' }),
  },
});
