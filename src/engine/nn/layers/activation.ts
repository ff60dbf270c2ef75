import { choice } from '../../core/params.ts';
import { LAYER_ACTIVATIONS } from './shared/fields.ts';
import { defineLayer, needAny, sizeOf } from './shared/kind.ts';

export const activation = defineLayer({
  kind: 'activation',
  summary: 'A bend, number by number; softmax over the last side.',
  fields: { activation: choice('relu', LAYER_ACTIVATIONS, { help: 'Which bend.' }) },
  positional: ['activation'],
  inputs: [1, 1],
  keras: 'Activation',
  shape: (_, inputs) => needAny(inputs),
  weights: () => [],
  work: (_, __, output) => sizeOf(output),
});
