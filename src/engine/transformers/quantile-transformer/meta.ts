import { choice, columns, int } from '../../core/params.ts';
import { defineTransformerMeta } from '../../core/transformer.ts';

export const quantileTransformer = defineTransformerMeta({
  type: 'quantile-transformer',
  version: 1,
  name: 'QuantileTransformer',
  module: 'sklearn.preprocessing',
  summary: 'Replaces every value by its rank among the training rows, spread evenly or as a bell curve.',
  tags: { group: 'scale', takes: 'number', allowNaN: true },
  params: {
    columns: columns({ of: 'number', help: 'Columns to work on; none named means every number column.' }),
    nQuantiles: int(1000, { min: 2, max: 10_000, help: 'Number of landmarks between which ranks are interpolated; at most the number of training rows.' }),
    outputDistribution: choice('uniform', ['uniform', 'normal'], { help: 'Shape of the result: even between 0 and 1, or a bell curve around 0.' }),
  },
});
