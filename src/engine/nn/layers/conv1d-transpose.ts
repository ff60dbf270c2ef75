import { int } from '../../core/params.ts';
import { activation, dilation, filters, kernelInitializer, padding, useBias } from './shared/fields.ts';
import { biasOf, defineLayer, kernel, Misfit, needRank, sizeOf } from './shared/kind.ts';
import { widened } from './shared/window.ts';

export const conv1dTranspose = defineLayer({
  kind: 'conv1dTranspose',
  summary: 'A convolution run backwards: a sequence grows by the strides.',
  fields: {
    filters,
    kernelSize: int(3, { min: 1, max: 10_000, help: 'Steps a pattern spans.' }),
    strides: int(1, { min: 1, max: 10_000, help: 'How many times longer the sequence gets.' }),
    padding,
    dilationRate: int(1, { min: 1, max: 10_000, advanced: true, help: dilation }),
    activation, useBias, kernelInitializer,
  },
  positional: ['filters', 'kernelSize', 'padding', 'activation'],
  inputs: [1, 1],
  keras: 'Conv1DTranspose',
  shape(layer, inputs) {
    const [steps] = needRank(inputs, 2);
    if (layer.strides > 1 && layer.dilationRate > 1) throw new Misfit('strides and a dilation rate above 1 do not go together; set one of them to 1.');
    return [widened(steps!, layer.kernelSize, layer.strides, layer.padding, layer.dilationRate), layer.filters];
  },
  weights: (layer, [input]) => [kernel('kernel', [layer.kernelSize, layer.filters, input![1]!], layer.kernelInitializer), ...biasOf(layer.useBias, layer.filters)],
  work: (layer, [input]) => sizeOf(input!) * layer.kernelSize * layer.filters,
});
