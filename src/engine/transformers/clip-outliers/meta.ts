import { columns, float } from '../../core/params.ts';
import { defineTransformerMeta } from '../../core/transformer.ts';

export const clipOutliers = defineTransformerMeta({
  type: 'clip-outliers',
  version: 1,
  name: 'ClipOutliers',
  module: 'tablab',
  summary: 'Pulls values far outside the middle half of a column back to a fence; keeps every row.',
  tags: { group: 'scale', takes: 'number', allowNaN: true },
  params: {
    columns: columns({ of: 'number', help: 'Columns to work on; none named means every number column.' }),
    fold: float(1.5, { min: 0, search: { low: 1, high: 4 }, help: 'Height of the fences: this many times the interquartile range beyond the quartiles.' }),
  },
});
