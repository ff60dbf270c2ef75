import type { ParamsOf } from '../../core/params.ts';
import { denseBlock } from '../../nn/builders.ts';
import type { LayerSpec } from '../../nn/spec.ts';
import type { autoencoder } from './meta.ts';

/** Name of the layer whose output is the code. */
export const CODE = 'code';

/** Down to the code and back up to `p` columns. */
export function autoencoderLayers(params: ParamsOf<(typeof autoencoder)['params']>, p: number): readonly LayerSpec[] {
  const down = params.encoderUnits;
  const noise: readonly LayerSpec[] = params.noise > 0 ? [{ kind: 'gaussianNoise', name: 'noise', sd: params.noise }] : [];
  return [
    ...noise,
    ...down.flatMap((units, i) => denseBlock(i + 1, units, params.activation, params)),
    { kind: 'dense', name: CODE, units: params.codeSize, activation: 'linear' },
    ...down.toReversed().flatMap((units, i) => denseBlock(down.length + i + 1, units, params.activation, params)),
    { kind: 'dense', name: 'output', units: p, activation: 'linear' },
  ];
}
