import { float } from '../../core/params.ts';
import { defineLayer, needAny, sizeOf } from './shared/kind.ts';

export const gaussianNoise = defineLayer({
  kind: 'gaussianNoise',
  summary: 'While training, adds normal noise.',
  fields: { stddev: float(0.1, { min: 0, max: 1e6, help: 'Deviation of the noise.' }) },
  positional: ['stddev'],
  inputs: [1, 1],
  keras: 'GaussianNoise',
  shape: (_, inputs) => needAny(inputs),
  weights: () => [],
  work: (_, __, output) => sizeOf(output),
});
