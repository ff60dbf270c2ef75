import { rate } from './shared/fields.ts';
import { defineLayer, needAny, sizeOf } from './shared/kind.ts';

export const gaussianDropout = defineLayer({
  kind: 'gaussianDropout',
  summary: 'While training, multiplies by normal noise around 1: a soft dropout.',
  fields: { rate: rate(0.5, { help: 'The noise has the deviation √(rate / (1 − rate)), that of a dropout of this rate.' }) },
  positional: ['rate'],
  inputs: [1, 1],
  keras: 'GaussianDropout',
  shape: (_, inputs) => needAny(inputs),
  weights: () => [],
  work: (_, __, output) => sizeOf(output),
  kept: (_, __, output) => sizeOf(output),
});
