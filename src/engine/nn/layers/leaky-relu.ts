import { float } from '../../core/params.ts';
import { defineLayer, needAny, sizeOf } from './shared/kind.ts';

export const leakyRelu = defineLayer({
  kind: 'leakyRelu',
  summary: 'Positive numbers as they are, negative ones made small.',
  fields: { negativeSlope: float(0.3, { min: 0, max: 1, help: 'What negative numbers are multiplied by.' }) },
  positional: ['negativeSlope'],
  inputs: [1, 1],
  keras: 'LeakyReLU',
  shape: (_, inputs) => needAny(inputs),
  weights: () => [],
  work: (_, __, output) => sizeOf(output),
});
