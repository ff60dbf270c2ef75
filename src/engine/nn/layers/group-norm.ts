import { bool, int } from '../../core/params.ts';
import { epsilon } from './shared/fields.ts';
import { defineLayer, free, Misfit, needAny, sizeOf } from './shared/kind.ts';

export const groupNorm = defineLayer({
  kind: 'groupNorm',
  summary: 'Brings groups of channels of each row to mean 0 and deviation 1: normalisation that does not depend on the batch.',
  fields: {
    groups: int(32, { min: 1, max: 1_000_000, help: 'Groups that the channels are divided into. 1: all together; as many as channels: each by itself.' }),
    epsilon,
    center: bool(true, { advanced: true, help: 'Whether a learned shift is added.' }),
    scale: bool(true, { advanced: true, help: 'Whether it is multiplied by a learned scale.' }),
  },
  positional: ['groups'],
  inputs: [1, 1],
  keras: 'GroupNormalization',
  shape(layer, inputs) {
    const shape = needAny(inputs);
    if (shape.at(-1)! % layer.groups !== 0) throw new Misfit(`its ${layer.groups} groups do not divide the ${shape.at(-1)!} channels that reach it.`);
    return shape;
  },
  weights: (layer, [input]) => [
    ...(layer.scale ? [free('gamma', [input!.at(-1)!], 'ones')] : []),
    ...(layer.center ? [free('beta', [input!.at(-1)!], 'zeros')] : []),
  ],
  work: (_, __, output) => 4 * sizeOf(output),
  kept: (_, __, output) => sizeOf(output),
});
