import { ints } from '../../core/params.ts';
import { bordersOf } from './shared/borders.ts';
import { defineLayer, Misfit, needRank } from './shared/kind.ts';

export const cropping1d = defineLayer({
  kind: 'cropping1d',
  summary: 'Takes steps off both ends of a sequence.',
  fields: { cropping: ints([1, 1], { min: 0, maxLength: 2, help: 'Steps off the start and the end; one number for both.' }) },
  positional: ['cropping'],
  inputs: [1, 1],
  keras: 'Cropping1D',
  shape(layer, inputs) {
    const [steps, channels] = needRank(inputs, 2);
    const [[before, after]] = bordersOf(layer.cropping, 1) as readonly [readonly [number, number]];
    if (before + after >= steps!) throw new Misfit(`it takes ${before + after} of the ${steps!} steps that reach it, so that none is left.`);
    return [steps! - before - after, channels!];
  },
  weights: () => [],
  work: () => 0,
});
