import { choice, int } from '../../core/params.ts';
import { activation, channelGroups, dilation, filters, kernelInitializer, useBias } from './shared/fields.ts';
import { biasOf, defineLayer, kernel, needRank, sizeOf } from './shared/kind.ts';
import { checkGroups } from './shared/groups.ts';
import { windowed } from './shared/window.ts';

export const conv1d = defineLayer({
  kind: 'conv1d',
  summary: 'Looks for the same short patterns everywhere in a sequence.',
  fields: {
    filters,
    kernelSize: int(3, { min: 1, max: 10_000, help: 'Steps a pattern spans.' }),
    strides: int(1, { min: 1, max: 10_000, help: 'Steps from one look to the next.' }),
    padding: choice('valid', ['valid', 'same', 'causal'], { help: 'Valid: only where the window fits. Same: the length stays. Causal: it stays, and no output looks ahead.' }),
    dilationRate: int(1, { min: 1, max: 10_000, advanced: true, help: dilation }),
    groups: channelGroups,
    activation, useBias, kernelInitializer,
  },
  positional: ['filters', 'kernelSize', 'padding', 'activation'],
  inputs: [1, 1],
  keras: 'Conv1D',
  shape(layer, inputs) {
    const [steps, channels] = needRank(inputs, 2);
    checkGroups(layer.groups, channels!, layer.filters);
    return [...windowed([steps!], { size: [layer.kernelSize], strides: [layer.strides], dilation: [layer.dilationRate], padding: layer.padding }, 'kernel'), layer.filters];
  },
  weights: (layer, [input]) => [kernel('kernel', [layer.kernelSize, input![1]! / layer.groups, layer.filters], layer.kernelInitializer), ...biasOf(layer.useBias, layer.filters)],
  work: (layer, [input], output) => (sizeOf(output) * layer.kernelSize * input![1]!) / layer.groups,
});
