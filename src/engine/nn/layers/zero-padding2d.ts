import { ints } from '../../core/params.ts';
import { bordersOf } from './shared/borders.ts';
import { defineLayer, needRank } from './shared/kind.ts';

export const zeroPadding2d = defineLayer({
  kind: 'zeroPadding2d',
  summary: 'A border of zeros around an image.',
  fields: { padding: ints([1, 1, 1, 1], { min: 0, maxLength: 4, help: 'Pixels at the top, bottom, left and right; two numbers: vertical and horizontal; one: all.' }) },
  positional: ['padding'],
  inputs: [1, 1],
  keras: 'ZeroPadding2D',
  shape(layer, inputs) {
    const shape = needRank(inputs, 3);
    return [...bordersOf(layer.padding, 2).map(([before, after], i) => shape[i]! + before + after), shape[2]!];
  },
  weights: () => [],
  work: () => 0,
});
