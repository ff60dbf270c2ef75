import { activation, kernelInitializer, units, useBias } from './shared/fields.ts';
import { biasOf, defineLayer, kernel, needAny, sizeOf } from './shared/kind.ts';

export const dense = defineLayer({
  kind: 'dense',
  summary: 'Every output is a weighted sum of all inputs. More than one side: the same for every place, over the last.',
  fields: { units, activation, useBias, kernelInitializer },
  positional: ['units', 'activation'],
  inputs: [1, 1],
  keras: 'Dense',
  shape: (layer, inputs) => [...needAny(inputs).slice(0, -1), layer.units],
  weights: (layer, [input]) => [kernel('kernel', [input!.at(-1)!, layer.units], layer.kernelInitializer), ...biasOf(layer.useBias, layer.units)],
  work: (_, [input], output) => input!.at(-1)! * sizeOf(output),
});
