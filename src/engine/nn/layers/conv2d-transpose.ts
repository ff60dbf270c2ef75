import { activation, dilation, filters, kernelInitializer, padding, pair, useBias } from './shared/fields.ts';
import { biasOf, defineLayer, kernel, Misfit, needRank, sizeOf } from './shared/kind.ts';
import { pairOf, widened } from './shared/window.ts';

export const conv2dTranspose = defineLayer({
  kind: 'conv2dTranspose',
  summary: 'A convolution run backwards: an image grows by the strides.',
  fields: {
    filters,
    kernelSize: pair(3, { help: 'Height and width of a pattern, in pixels.' }),
    strides: pair(1, { help: 'How many times larger the image gets.' }),
    padding,
    dilationRate: pair(1, { advanced: true, help: dilation }),
    activation, useBias, kernelInitializer,
  },
  positional: ['filters', 'kernelSize', 'padding', 'activation'],
  inputs: [1, 1],
  keras: 'Conv2DTranspose',
  shape(layer, inputs) {
    const sides = needRank(inputs, 3).slice(0, 2);
    const [size, strides, rate] = [pairOf(layer.kernelSize), pairOf(layer.strides), pairOf(layer.dilationRate)];
    if (strides.some((s) => s > 1) && rate.some((d) => d > 1)) throw new Misfit('strides and a dilation rate above 1 do not go together; set one of them to 1.');
    return [...sides.map((side, i) => widened(side, size[i]!, strides[i]!, layer.padding, rate[i]!)), layer.filters];
  },
  weights: (layer, [input]) => [
    kernel('kernel', [...pairOf(layer.kernelSize), layer.filters, input![2]!], layer.kernelInitializer),
    ...biasOf(layer.useBias, layer.filters),
  ],
  work: (layer, [input]) => sizeOf(input!) * sizeOf(pairOf(layer.kernelSize)) * layer.filters,
});
