import type { LayerSpec, NetSpec } from '../spec.ts';
import type { Layer, Network } from './network.ts';
import { layerOf } from './settings.ts';

/** Whether plain data is a network of the first version: a row's shape and layers one after another. */
export const isFirstVersion = (value: object): value is NetSpec => !('version' in value) && 'inputShape' in value && Array.isArray(value.inputShape) && 'layers' in value && Array.isArray(value.layers);

const activationOf = (name: string): string => (name === 'swish' ? 'silu' : name);

/** Settings by their names of today. */
function settings(layer: LayerSpec): Readonly<Record<string, unknown>> {
  switch (layer.kind) {
    case 'dense': return { units: layer.units, activation: activationOf(layer.activation) };
    case 'conv2d': return { filters: layer.filters, kernelSize: layer.kernelSize, strides: layer.strides, padding: layer.padding, activation: activationOf(layer.activation) };
    case 'maxPool2d':
    case 'avgPool2d': return { poolSize: layer.size };
    case 'activation': return { activation: activationOf(layer.activation) };
    case 'dropout': return { rate: layer.rate };
    case 'gaussianNoise': return { stddev: layer.sd };
    case 'batchNorm': return { momentum: layer.momentum, epsilon: layer.epsilon };
    case 'flatten': return {};
    default: return layer satisfies never;
  }
}

/** The graph of a sequential network of the first version. Its weights lie in the same places. Throws StudioError('param'). */
export function migrated(spec: NetSpec): Network {
  const input = { name: spec.layers.some((layer) => layer.name === 'input') ? 'input_rows' : 'input', shape: spec.inputShape };
  const layers = spec.layers.map((layer, i): Layer => layerOf(
    { kind: layer.kind, name: layer.name, inputs: [i === 0 ? input.name : spec.layers[i - 1]!.name], trainable: true, settings: settings(layer) },
    `layer ${i + 1} of the network (${layer.kind} "${layer.name}")`,
  ));
  return { version: 2, inputs: [input], layers, outputs: [layers.at(-1)?.name ?? input.name] };
}
