import { choice, ints } from '../../core/params.ts';
import { defineLayer, free, Misfit, needAny, sizeOf } from './shared/kind.ts';

export const prelu = defineLayer({
  kind: 'prelu',
  summary: 'Positive numbers as they are, negative ones times what is learned.',
  fields: {
    alphaInitializer: choice('zeros', ['zeros', 'quarter'], { advanced: true, help: 'Slope it starts with: 0 as in Keras, or ¼ as in its paper and PyTorch.' }),
    sharedAxes: ints([], { min: 1, maxLength: 3, help: 'Sides over which the slope is the same: 1 2 for one slope a channel of an image.' }),
  },
  positional: ['sharedAxes'],
  inputs: [1, 1],
  keras: 'PReLU',
  shape(layer, inputs) {
    const shape = needAny(inputs);
    const beyond = layer.sharedAxes.find((axis) => axis > shape.length);
    if (beyond !== undefined) throw new Misfit(`it shares its slope over side ${beyond}, and only ${shape.length} reach it.`);
    return shape;
  },
  weights: (layer, [input]) => [free('alpha', input!.map((side, i) => (layer.sharedAxes.includes(i + 1) ? 1 : side)), layer.alphaInitializer)],
  work: (_, __, output) => sizeOf(output),
});
