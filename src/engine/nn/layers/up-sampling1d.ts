import { int } from '../../core/params.ts';
import { defineLayer, needRank } from './shared/kind.ts';

export const upSampling1d = defineLayer({
  kind: 'upSampling1d',
  summary: 'Every step several times.',
  fields: { size: int(2, { min: 1, max: 10_000, help: 'Times each step is repeated.' }) },
  positional: ['size'],
  inputs: [1, 1],
  keras: 'UpSampling1D',
  shape(layer, inputs) {
    const [steps, channels] = needRank(inputs, 2);
    return [steps! * layer.size, channels!];
  },
  weights: () => [],
  work: () => 0,
});
