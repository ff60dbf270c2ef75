import { bool, float } from '../../core/params.ts';
import { epsilon } from './shared/fields.ts';
import { defineLayer, free, needAny, sizeOf, statistic } from './shared/kind.ts';

export const batchNorm = defineLayer({
  kind: 'batchNorm',
  summary: 'Brings each channel to mean 0 and deviation 1 over the batch, then scales and shifts it as learned.',
  fields: {
    momentum: float(0.99, { min: 0, below: 1, help: 'Share of the moving mean and variance that each step keeps.' }),
    epsilon,
    center: bool(true, { advanced: true, help: 'Whether a learned shift is added.' }),
    scale: bool(true, { advanced: true, help: 'Whether it is multiplied by a learned scale.' }),
  },
  positional: ['momentum'],
  inputs: [1, 1],
  keras: 'BatchNormalization',
  shape: (_, inputs) => needAny(inputs),
  weights(layer, [input]) {
    const shape = [input!.at(-1)!];
    return [
      ...(layer.scale ? [free('gamma', shape, 'ones')] : []), ...(layer.center ? [free('beta', shape, 'zeros')] : []),
      statistic('moving_mean', shape, 'zeros'), statistic('moving_variance', shape, 'ones'),
    ];
  },
  work: (_, __, output) => 2 * sizeOf(output),
  kept: (_, __, output) => sizeOf(output),
});
