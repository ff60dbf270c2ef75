import { defineLayer, needAny, sizeOf } from './shared/kind.ts';

export const flatten = defineLayer({
  kind: 'flatten',
  summary: 'All numbers of a row in one line.',
  fields: {},
  positional: [],
  inputs: [1, 1],
  keras: 'Flatten',
  shape: (_, inputs) => [sizeOf(needAny(inputs))],
  weights: () => [],
  work: () => 0,
});
