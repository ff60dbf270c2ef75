import { activation, channelGroups, dilation, filters, kernelInitializer, padding, pair, useBias } from './shared/fields.ts';
import { biasOf, defineLayer, kernel, needRank, sizeOf } from './shared/kind.ts';
import { checkGroups } from './shared/groups.ts';
import { pairOf, windowed } from './shared/window.ts';

export const conv2d = defineLayer({
  kind: 'conv2d',
  summary: 'Looks for the same small patterns everywhere in an image.',
  fields: {
    filters,
    kernelSize: pair(3, { help: 'Height and width of a pattern, in pixels.' }),
    strides: pair(1, { help: 'Pixels from one look to the next.' }),
    padding,
    dilationRate: pair(1, { advanced: true, help: dilation }),
    groups: channelGroups,
    activation, useBias, kernelInitializer,
  },
  positional: ['filters', 'kernelSize', 'padding', 'activation'],
  inputs: [1, 1],
  keras: 'Conv2D',
  shape(layer, inputs) {
    const [h, w, channels] = needRank(inputs, 3);
    checkGroups(layer.groups, channels!, layer.filters);
    return [...windowed([h!, w!], { size: pairOf(layer.kernelSize), strides: pairOf(layer.strides), dilation: pairOf(layer.dilationRate), padding: layer.padding }, 'kernel'), layer.filters];
  },
  weights: (layer, [input]) => [
    kernel('kernel', [...pairOf(layer.kernelSize), input![2]! / layer.groups, layer.filters], layer.kernelInitializer),
    ...biasOf(layer.useBias, layer.filters),
  ],
  work: (layer, [input], output) => (sizeOf(output) * sizeOf(pairOf(layer.kernelSize)) * input![2]!) / layer.groups,
});
