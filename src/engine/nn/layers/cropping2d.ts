import { ints } from '../../core/params.ts';
import { bordersOf } from './shared/borders.ts';
import { defineLayer, Misfit, needRank } from './shared/kind.ts';

export const cropping2d = defineLayer({
  kind: 'cropping2d',
  summary: 'Takes a border off an image.',
  fields: { cropping: ints([0, 0, 0, 0], { min: 0, maxLength: 4, help: 'Pixels off the top, bottom, left and right; two numbers: vertical and horizontal; one: all.' }) },
  positional: ['cropping'],
  inputs: [1, 1],
  keras: 'Cropping2D',
  shape(layer, inputs) {
    const shape = needRank(inputs, 3);
    const sides = bordersOf(layer.cropping, 2).map(([before, after], i) => shape[i]! - before - after);
    if (sides.some((side) => side < 1)) throw new Misfit(`it takes more off than the ${shape[0]!} × ${shape[1]!} image that reaches it has.`);
    return [...sides, shape[2]!];
  },
  weights: () => [],
  work: () => 0,
});
