import { depthMultiplier } from './depthwise-conv2d.ts';
import { activation, dilation, filters, kernelInitializer, padding, pair, useBias } from './shared/fields.ts';
import { biasOf, defineLayer, kernel, needRank, sizeOf } from './shared/kind.ts';
import { pairOf, windowed } from './shared/window.ts';

export const separableConv2d = defineLayer({
  kind: 'separableConv2d',
  summary: 'Patterns of each channel by itself, then mixed: a convolution with far fewer weights.',
  fields: {
    filters,
    kernelSize: pair(3, { help: 'Height and width of a pattern, in pixels.' }),
    strides: pair(1, { help: 'Pixels from one look to the next.' }),
    padding,
    dilationRate: pair(1, { advanced: true, help: dilation }),
    depthMultiplier, activation, useBias,
    depthwiseInitializer: kernelInitializer,
    pointwiseInitializer: kernelInitializer,
  },
  positional: ['filters', 'kernelSize', 'padding', 'activation'],
  inputs: [1, 1],
  keras: 'SeparableConv2D',
  shape(layer, inputs) {
    const [h, w] = needRank(inputs, 3);
    return [...windowed([h!, w!], { size: pairOf(layer.kernelSize), strides: pairOf(layer.strides), dilation: pairOf(layer.dilationRate), padding: layer.padding }, 'kernel'), layer.filters];
  },
  weights: (layer, [input]) => [
    kernel('depthwise_kernel', [...pairOf(layer.kernelSize), input![2]!, layer.depthMultiplier], layer.depthwiseInitializer),
    kernel('pointwise_kernel', [1, 1, input![2]! * layer.depthMultiplier, layer.filters], layer.pointwiseInitializer),
    ...biasOf(layer.useBias, layer.filters),
  ],
  work: (layer, [input], output) => output[0]! * output[1]! * input![2]! * layer.depthMultiplier * (sizeOf(pairOf(layer.kernelSize)) + layer.filters),
  kept: (layer, [input], output) => output[0]! * output[1]! * input![2]! * layer.depthMultiplier,
});
