import type { ParamsOf } from '../../core/params.ts';
import { denseBlock } from '../../nn/builders.ts';
import type { LayerSpec } from '../../nn/spec.ts';
import type { cnn } from './meta.ts';

type Params = ParamsOf<(typeof cnn)['params']>;

/** Convolution blocks with padding, so that patterns at the border count; no pool once a side is down to one pixel. */
export function convLayers(params: Params, [height, width]: readonly number[]): readonly LayerSpec[] {
  const layers: LayerSpec[] = [];
  let side = Math.min(height!, width!);
  for (const [i, filters] of params.convFilters.entries()) {
    layers.push({ kind: 'conv2d', name: `conv_${i + 1}`, filters, kernelSize: params.kernelSize, strides: 1, padding: 'same', activation: params.batchNorm ? 'linear' : params.activation });
    if (params.batchNorm) layers.push({ kind: 'batchNorm', name: `conv_norm_${i + 1}`, momentum: 0.99, epsilon: 1e-3 }, { kind: 'activation', name: `conv_activation_${i + 1}`, activation: params.activation });
    if (params.pooling === 'none' || side < 2) continue;
    layers.push({ kind: params.pooling === 'max' ? 'maxPool2d' : 'avgPool2d', name: `pool_${i + 1}`, size: 2 });
    side = Math.floor(side / 2);
  }
  layers.push({ kind: 'flatten', name: 'flatten' });
  return [...layers, ...params.denseUnits.flatMap((units, i) => denseBlock(i + 1, units, params.activation, params))];
}
