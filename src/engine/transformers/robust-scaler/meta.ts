import { bool, columns, float } from '../../core/params.ts';
import { defineTransformerMeta } from '../../core/transformer.ts';

export const robustScaler = defineTransformerMeta({
  type: 'robust-scaler',
  version: 1,
  name: 'RobustScaler',
  module: 'sklearn.preprocessing',
  summary: 'Centres on the median and scales by the middle half of the values, so that a few wild rows do no harm.',
  tags: { group: 'scale', takes: 'number', allowNaN: true },
  params: {
    columns: columns({ of: 'number', help: 'Columns to work on; none named means every number column.' }),
    withCentering: bool(true, { help: 'Subtract the median.' }),
    withScaling: bool(true, { help: 'Divide by the distance between the two percentiles.' }),
    quantileMin: float(25, { min: 0, max: 100, python: 'quantile_range[0]', help: 'Lower percentile of the range that is scaled to 1.' }),
    quantileMax: float(75, { min: 0, max: 100, python: 'quantile_range[1]', help: 'Upper percentile of the range that is scaled to 1.' }),
  },
});
