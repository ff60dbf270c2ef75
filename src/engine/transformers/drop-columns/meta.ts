import { columns } from '../../core/params.ts';
import { defineTransformerMeta } from '../../core/transformer.ts';

export const dropColumns = defineTransformerMeta({
  type: 'drop-columns',
  version: 1,
  name: 'DropColumns',
  module: 'tablab',
  summary: 'Leaves columns out, such as names and row numbers that say nothing about new rows.',
  tags: { group: 'select', takes: 'any', allowNaN: true },
  params: {
    columns: columns({ of: 'any', help: 'Columns to leave out; none named means none are.' }),
  },
  waives: { 'works on every column of its kind when none is named': 'Dropping everything is never what an empty list means: nothing is dropped.' },
});
