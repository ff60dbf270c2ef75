import { int } from '../../core/params.ts';
import { depthMultiplier } from './depthwise-conv2d.ts';
import { activation, dilation, filters, kernelInitializer, padding, useBias } from './shared/fields.ts';
import { biasOf, defineLayer, kernel, needRank } from './shared/kind.ts';
import { windowed } from './shared/window.ts';

export const separableConv1d = defineLayer({
  kind: 'separableConv1d',
  summary: 'Patterns of each channel by itself, then mixed: a convolution with far fewer weights.',
  fields: {
    filters,
    kernelSize: int(3, { min: 1, max: 10_000, help: 'Steps a pattern spans.' }),
    strides: int(1, { min: 1, max: 10_000, help: 'Steps from one look to the next.' }),
    padding,
    dilationRate: int(1, { min: 1, max: 10_000, advanced: true, help: dilation }),
    depthMultiplier, activation, useBias,
    depthwiseInitializer: kernelInitializer,
    pointwiseInitializer: kernelInitializer,
  },
  positional: ['filters', 'kernelSize', 'padding', 'activation'],
  inputs: [1, 1],
  keras: 'SeparableConv1D',
  shape(layer, inputs) {
    const [steps] = needRank(inputs, 2);
    return [...windowed([steps!], { size: [layer.kernelSize], strides: [layer.strides], dilation: [layer.dilationRate], padding: layer.padding }, 'kernel'), layer.filters];
  },
  weights: (layer, [input]) => [
    kernel('depthwise_kernel', [layer.kernelSize, input![1]!, layer.depthMultiplier], layer.depthwiseInitializer),
    kernel('pointwise_kernel', [1, input![1]! * layer.depthMultiplier, layer.filters], layer.pointwiseInitializer),
    ...biasOf(layer.useBias, layer.filters),
  ],
  work: (layer, [input], output) => output[0]! * input![1]! * layer.depthMultiplier * (layer.kernelSize + layer.filters),
  kept: (layer, [input], output) => output[0]! * input![1]! * layer.depthMultiplier,
});
