import { int } from '../../core/params.ts';
import { activation, dilation, kernelInitializer, padding, pair, useBias } from './shared/fields.ts';
import { biasOf, defineLayer, kernel, needRank, sizeOf } from './shared/kind.ts';
import { pairOf, windowed } from './shared/window.ts';

export const depthMultiplier = int(1, { min: 1, max: 10_000, help: 'Patterns looked for in each channel.' });

export const depthwiseConv2d = defineLayer({
  kind: 'depthwiseConv2d',
  summary: 'Looks for patterns in each channel of an image by itself.',
  fields: {
    kernelSize: pair(3, { help: 'Height and width of a pattern, in pixels.' }),
    strides: pair(1, { help: 'Pixels from one look to the next.' }),
    padding,
    depthMultiplier,
    dilationRate: pair(1, { advanced: true, help: dilation }),
    activation,
    useBias,
    depthwiseInitializer: kernelInitializer,
  },
  positional: ['kernelSize', 'padding', 'activation'],
  inputs: [1, 1],
  keras: 'DepthwiseConv2D',
  shape(layer, inputs) {
    const [h, w, channels] = needRank(inputs, 3);
    return [...windowed([h!, w!], { size: pairOf(layer.kernelSize), strides: pairOf(layer.strides), dilation: pairOf(layer.dilationRate), padding: layer.padding }, 'kernel'), channels! * layer.depthMultiplier];
  },
  weights: (layer, [input]) => [
    kernel('kernel', [...pairOf(layer.kernelSize), input![2]!, layer.depthMultiplier], layer.depthwiseInitializer),
    ...biasOf(layer.useBias, input![2]! * layer.depthMultiplier),
  ],
  work: (layer, _, output) => sizeOf(output) * sizeOf(pairOf(layer.kernelSize)),
});
