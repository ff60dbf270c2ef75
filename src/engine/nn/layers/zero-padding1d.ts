import { ints } from '../../core/params.ts';
import { bordersOf } from './shared/borders.ts';
import { defineLayer, needRank } from './shared/kind.ts';

export const zeroPadding1d = defineLayer({
  kind: 'zeroPadding1d',
  summary: 'Steps of zeros before and after a sequence.',
  fields: { padding: ints([1, 1], { min: 0, maxLength: 2, help: 'Steps before and after; one number for both.' }) },
  positional: ['padding'],
  inputs: [1, 1],
  keras: 'ZeroPadding1D',
  shape(layer, inputs) {
    const [steps, channels] = needRank(inputs, 2);
    const [[before, after]] = bordersOf(layer.padding, 1) as readonly [readonly [number, number]];
    return [steps! + before + after, channels!];
  },
  weights: () => [],
  work: () => 0,
});
