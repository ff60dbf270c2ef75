import { bool, columns } from '../../core/params.ts';
import { defineTransformerMeta } from '../../core/transformer.ts';

export const powerTransformer = defineTransformerMeta({
  type: 'power-transformer',
  version: 1,
  name: 'PowerTransformer',
  module: 'sklearn.preprocessing',
  summary: 'Bends every column by a power, chosen so that its values look as bell-shaped as they can (Yeo-Johnson).',
  tags: { group: 'scale', takes: 'number', allowNaN: true },
  params: {
    columns: columns({ of: 'number', help: 'Columns to work on; none named means every number column.' }),
    standardize: bool(true, { help: 'Afterwards shift to mean 0 and stretch to standard deviation 1.' }),
  },
});
