import { float } from '../../core/params.ts';
import { defineLayer, needRank, sizeOf } from './shared/kind.ts';

export const masking = defineLayer({
  kind: 'masking',
  summary: 'Steps whose numbers all have one value are passed over by the layers after it that know masks.',
  fields: { maskValue: float(0, { help: 'The value that stands for nothing.' }) },
  positional: ['maskValue'],
  inputs: [1, 1],
  keras: 'Masking',
  shape: (_, inputs) => needRank(inputs, 2),
  weights: () => [],
  work: (_, __, output) => sizeOf(output),
});
