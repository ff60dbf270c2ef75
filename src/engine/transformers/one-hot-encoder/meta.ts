import { choice, columns, float, int, nullable } from '../../core/params.ts';
import { defineTransformerMeta } from '../../core/transformer.ts';

export const oneHotEncoder = defineTransformerMeta({
  type: 'one-hot-encoder',
  version: 1,
  name: 'OneHotEncoder',
  module: 'sklearn.preprocessing',
  summary: 'Gives every category a column of its own: 1 where the row has it, 0 where not.',
  tags: { group: 'encode', takes: 'category', allowNaN: true },
  params: {
    columns: columns({ of: 'category', help: 'Columns to work on; none named means every category column.' }),
    drop: choice('none', ['none', 'first', 'if_binary'], { help: 'Leave out the first category, which the others imply; always, or only where there are two.' }),
    minFrequency: nullable(float(0.01, { above: 0, help: 'Categories rarer than this share one column: below 1 a share of the rows, from 1 on a number of rows.' })),
    maxCategories: nullable(int(20, { min: 1, help: 'At most this many columns for one column; the rarest categories share the last.' })),
    handleUnknown: choice('ignore', ['error', 'ignore', 'infrequent_if_exist'], { help: 'A category that training did not see: refuse the row, give it 0 in every column, or treat it as rare.' }),
    handleMissing: choice('category', ['category', 'zeros'], { python: null, help: 'A missing value: a category of its own, or 0 in every column.' }),
  },
});
