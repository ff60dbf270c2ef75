import { bool, columns } from '../../core/params.ts';
import { defineTransformerMeta } from '../../core/transformer.ts';

export const maxAbsScaler = defineTransformerMeta({
  type: 'max-abs-scaler',
  version: 1,
  name: 'MaxAbsScaler',
  module: 'sklearn.preprocessing',
  summary: 'Divides every column by its largest absolute value; zero stays zero.',
  tags: { group: 'scale', takes: 'number', allowNaN: true },
  params: {
    columns: columns({ of: 'number', help: 'Columns to work on; none named means every number column.' }),
    clip: bool(false, { help: 'Cut later values that lie outside what training saw to −1 and 1.' }),
  },
});
