import { choice, columns, float, int, nullable } from '../../core/params.ts';
import { defineTransformerMeta } from '../../core/transformer.ts';

export const ordinalEncoder = defineTransformerMeta({
  type: 'ordinal-encoder',
  version: 1,
  name: 'OrdinalEncoder',
  module: 'sklearn.preprocessing',
  summary: 'Gives every category a number: 0, 1, 2, … Right for trees and for categories that have an order.',
  tags: { group: 'encode', takes: 'category', allowNaN: true },
  params: {
    columns: columns({ of: 'category', help: 'Columns to work on; none named means every category column.' }),
    order: choice('name', ['name', 'frequency'], { python: null, help: 'Number the categories by name, or the most frequent first.' }),
    handleUnknown: choice('use_encoded_value', ['use_encoded_value', 'error'], { help: 'What to do with a category that training did not see: give it a number of its own, or refuse the row.' }),
    unknownValue: int(-1, { help: 'Number of a category that training did not see.', when: { handleUnknown: ['use_encoded_value'] } }),
    encodedMissingValue: nullable(float(-2, { help: 'Number of a missing value; empty keeps it missing.' })),
  },
});
