import { int } from '../../core/params.ts';
import { defineLayer, needRank } from './shared/kind.ts';

export const repeatVector = defineLayer({
  kind: 'repeatVector',
  summary: 'The same row at every step of a sequence.',
  fields: { n: int(2, { min: 1, max: 1_000_000, help: 'Steps.' }) },
  positional: ['n'],
  inputs: [1, 1],
  keras: 'RepeatVector',
  shape: (layer, inputs) => [layer.n, needRank(inputs, 1)[0]!],
  weights: () => [],
  work: () => 0,
});
