import { bool, choice, columns, nullable, text } from '../../core/params.ts';
import { defineTransformerMeta } from '../../core/transformer.ts';

export const simpleImputer = defineTransformerMeta({
  type: 'simple-imputer',
  version: 1,
  name: 'SimpleImputer',
  module: 'sklearn.impute',
  summary: 'Fills missing values with one value a column, learnt from the training rows.',
  tags: { group: 'missing', takes: 'any', allowNaN: true },
  params: {
    columns: columns({ of: 'any', help: 'Columns to fill; none named means every column the strategy suits (mean and median: number columns).' }),
    strategy: choice('mean', ['mean', 'median', 'most_frequent', 'constant'], { help: 'What stands in for a missing value: the mean, the middle value, the most frequent one, or a constant.' }),
    fillValue: nullable(text('', { help: 'The constant. Empty: 0 for numbers, "missing_value" for categories.', when: { strategy: ['constant'] } })),
    addIndicator: bool(false, { help: 'Add a column of 0 and 1 that says where a value was missing, for columns that had any in training.' }),
    keepEmptyFeatures: bool(false, { advanced: true, help: 'Keep columns without any value in training, filled with 0 (or the constant); else they are left out.' }),
  },
});
