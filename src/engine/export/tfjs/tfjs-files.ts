import { layoutOf, type LayerSpec, sizeOf } from '../../nn/spec.ts';
import type { NetState } from '../../nn/state.ts';

export interface NamedBytes {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

type LayerJson = { readonly class_name: string; readonly config: Readonly<Record<string, unknown>> };

/** Output activations become part of the file, so that whoever loads it gets probabilities. */
const headActivation = (state: NetState): string => (state.head === 'sigmoid' || state.head === 'softmax' ? state.head : 'linear');

function layerJson(layer: LayerSpec, activation: string): LayerJson {
  const base = { name: layer.name, trainable: true, dtype: 'float32' };
  switch (layer.kind) {
    case 'dense': return { class_name: 'Dense', config: { ...base, units: layer.units, activation, use_bias: true } };
    case 'conv2d': return {
      class_name: 'Conv2D',
      config: { ...base, filters: layer.filters, kernel_size: [layer.kernelSize, layer.kernelSize], strides: [layer.strides, layer.strides], padding: layer.padding, data_format: 'channels_last', dilation_rate: [1, 1], activation, use_bias: true },
    };
    case 'maxPool2d':
    case 'avgPool2d': return {
      class_name: layer.kind === 'maxPool2d' ? 'MaxPooling2D' : 'AveragePooling2D',
      config: { ...base, pool_size: [layer.size, layer.size], strides: [layer.size, layer.size], padding: 'valid', data_format: 'channels_last' },
    };
    case 'flatten': return { class_name: 'Flatten', config: { ...base, data_format: 'channels_last' } };
    case 'activation': return { class_name: 'Activation', config: { ...base, activation: layer.activation } };
    case 'dropout': return { class_name: 'Dropout', config: { ...base, rate: layer.rate } };
    case 'gaussianNoise': return { class_name: 'GaussianNoise', config: { ...base, stddev: layer.sd } };
    case 'batchNorm': return { class_name: 'BatchNormalization', config: { ...base, axis: -1, momentum: layer.momentum, epsilon: layer.epsilon, center: true, scale: true } };
    default: return layer satisfies never;
  }
}

/** The scale of the inputs goes into the first kernel and the scale of the target into the last layer: the file takes and gives plain numbers. */
function folded(state: NetState): Float32Array {
  const { weights, net, inputScale, outputMean, outputSd } = state;
  const out = weights.slice();
  const { variables } = layoutOf(net);
  const kernels = variables.filter((v) => v.name === 'kernel');
  const scale = (v: (typeof kernels)[number] | undefined, by: number, plus: number): void => {
    if (v !== undefined) for (let i = v.offset; i < v.offset + v.size; i++) out[i] = out[i]! * by + plus;
  };
  scale(kernels[0], inputScale, 0);
  scale(kernels.at(-1), outputSd, 0);
  scale(variables.findLast((v) => v.name === 'bias'), outputSd, outputMean);
  return out;
}

/**
 * The net as TensorFlow.js' layers format: `model.json` and `weights.bin`, for `tf.loadLayersModel`. Its input is a flat
 * row of the model's columns; its output probabilities (two classes: one, of the second), values, or rebuilt rows.
 */
export function tfjsFiles(state: NetState): readonly NamedBytes[] {
  const { net } = state;
  const layout = layoutOf(net);
  const last = net.layers.length - 1;
  const width = sizeOf(net.inputShape);
  const reshape: LayerJson = { class_name: 'Reshape', config: { name: 'input_rows', trainable: true, dtype: 'float32', batch_input_shape: [null, width], target_shape: net.inputShape } };
  const layers = net.layers.map((layer, i) => layerJson(layer, i === last ? headActivation(state) : 'activation' in layer ? layer.activation : 'linear'));
  const manifest = layout.variables.map((v) => ({ name: `${net.layers[v.layer]!.name}/${v.name}`, shape: v.shape, dtype: 'float32' }));
  const model = {
    format: 'layers-model',
    generatedBy: 'Tablab',
    convertedBy: null,
    modelTopology: { keras_version: 'tfjs-layers 4.22.0', backend: 'tensor_flow.js', model_config: { class_name: 'Sequential', config: { name: 'tablab', layers: [reshape, ...layers] } } },
    weightsManifest: [{ paths: ['weights.bin'], weights: manifest }],
    userDefinedMetadata: { columns: state.columns, classes: state.classes, output: state.head },
  };
  return [
    { name: 'model.json', bytes: new TextEncoder().encode(JSON.stringify(model, null, 1)) },
    { name: 'weights.bin', bytes: new Uint8Array(folded(state).buffer as ArrayBuffer) },
  ];
}
