import { bool, columns } from '../../core/params.ts';
import { defineTransformerMeta } from '../../core/transformer.ts';

export const logTransformer = defineTransformerMeta({
  type: 'log-transformer',
  version: 1,
  name: 'LogTransformer',
  module: 'sklearn.preprocessing',
  summary: 'Takes log(1 + x): pulls in long tails such as prices, counts and incomes.',
  tags: { group: 'scale', takes: 'number', allowNaN: true },
  params: {
    columns: columns({ of: 'number', help: 'Columns to work on; none named means every number column.' }),
    signed: bool(false, { python: null, help: 'Take sign(x) · log(1 + |x|), so that negative values are allowed.' }),
  },
  waives: { 'takes negative numbers': 'The logarithm is not defined for them: it refuses them with a sentence unless "signed" is on.' },
});
