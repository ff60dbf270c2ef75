import { bool } from '../../core/params.ts';
import { epsilon } from './shared/fields.ts';
import { defineLayer, free, needAny, sizeOf } from './shared/kind.ts';

export const layerNorm = defineLayer({
  kind: 'layerNorm',
  summary: 'Brings the numbers of each place (over the last side) to mean 0 and deviation 1, then scales and shifts them as learned.',
  fields: {
    epsilon,
    center: bool(true, { advanced: true, help: 'Whether a learned shift is added.' }),
    scale: bool(true, { advanced: true, help: 'Whether it is multiplied by a learned scale.' }),
  },
  positional: ['epsilon'],
  inputs: [1, 1],
  keras: 'LayerNormalization',
  shape: (_, inputs) => needAny(inputs),
  weights: (layer, [input]) => [
    ...(layer.scale ? [free('gamma', [input!.at(-1)!], 'ones')] : []),
    ...(layer.center ? [free('beta', [input!.at(-1)!], 'zeros')] : []),
  ],
  work: (_, __, output) => 4 * sizeOf(output),
  kept: (_, __, output) => sizeOf(output),
});
