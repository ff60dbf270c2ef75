import type { TrainingParams } from '../../nn/params.ts';
import type { LayerSpec } from '../../nn/spec.ts';

export const py = (text: string): string => `'${text}'`;
/** Python's tuple: (3,) for one number. */
export const tuple = (values: readonly number[]): string => `(${values.join(', ')}${values.length === 1 ? ',' : ''})`;

/** One layer as the call that makes it. */
export function layerCall(layer: LayerSpec, params: Pick<TrainingParams, 'initializer' | 'l1' | 'l2' | 'maxNorm'>): string {
  const args: string[] = [];
  const weighted = (activation: string, sides: number): void => {
    if (activation !== 'linear') args.push(`activation=${py(activation)}`);
    if (params.initializer !== 'glorot_uniform') args.push(`kernel_initializer=${py(params.initializer)}`);
    if (params.l1 !== 0 || params.l2 !== 0) args.push(`kernel_regularizer=keras.regularizers.L1L2(l1=${params.l1}, l2=${params.l2})`);
    if (params.maxNorm !== null) args.push(`kernel_constraint=keras.constraints.MaxNorm(${params.maxNorm}${sides === 1 ? '' : `, axis=${tuple(Array.from({ length: sides }, (_, i) => i))}`})`);
  };
  const call = (name: string): string => `keras.layers.${name}(${[...args, `name=${py(layer.name)}`].join(', ')})`;
  switch (layer.kind) {
    case 'dense':
      args.push(String(layer.units));
      weighted(layer.activation, 1);
      return call('Dense');
    case 'conv2d':
      args.push(String(layer.filters), String(layer.kernelSize));
      if (layer.strides !== 1) args.push(`strides=${layer.strides}`);
      args.push(`padding=${py(layer.padding)}`);
      weighted(layer.activation, 3);
      return call('Conv2D');
    case 'maxPool2d':
    case 'avgPool2d':
      args.push(String(layer.size));
      return call(layer.kind === 'maxPool2d' ? 'MaxPooling2D' : 'AveragePooling2D');
    case 'flatten': return call('Flatten');
    case 'activation':
      args.push(py(layer.activation));
      return call('Activation');
    case 'dropout':
      args.push(String(layer.rate));
      return call('Dropout');
    case 'gaussianNoise':
      args.push(String(layer.sd));
      return call('GaussianNoise');
    case 'batchNorm':
      args.push(`momentum=${layer.momentum}`, `epsilon=${layer.epsilon}`);
      return call('BatchNormalization');
    default: return layer satisfies never;
  }
}
