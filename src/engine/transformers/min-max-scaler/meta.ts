import { bool, columns, float } from '../../core/params.ts';
import { defineTransformerMeta } from '../../core/transformer.ts';

export const minMaxScaler = defineTransformerMeta({
  type: 'min-max-scaler',
  version: 1,
  name: 'MinMaxScaler',
  module: 'sklearn.preprocessing',
  summary: 'Stretches every column so that its smallest value becomes 0 and its largest 1.',
  tags: { group: 'scale', takes: 'number', allowNaN: true },
  params: {
    columns: columns({ of: 'number', help: 'Columns to work on; none named means every number column.' }),
    featureMin: float(0, { python: 'feature_range[0]', help: 'What the smallest value of the training rows becomes.' }),
    featureMax: float(1, { python: 'feature_range[1]', help: 'What the largest value of the training rows becomes.' }),
    clip: bool(false, { help: 'Cut later values that lie outside what training saw to the ends of the range.' }),
  },
});
