import { rate } from './shared/fields.ts';
import { defineLayer, needAny, sizeOf } from './shared/kind.ts';

export const dropout = defineLayer({
  kind: 'dropout',
  summary: 'While training, switches numbers off at random, so that none is relied on alone.',
  fields: { rate: rate(0.5, { help: 'Share that is switched off in each step.' }) },
  positional: ['rate'],
  inputs: [1, 1],
  keras: 'Dropout',
  shape: (_, inputs) => needAny(inputs),
  weights: () => [],
  work: (_, __, output) => sizeOf(output),
  kept: (_, __, output) => sizeOf(output),
});
