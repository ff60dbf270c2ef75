import type { ParamsOf } from '../../core/params.ts';
import { denseBlock } from '../../nn/builders.ts';
import type { LayerSpec } from '../../nn/spec.ts';
import type { mlp } from './meta.ts';

/** All layers but the output. */
export const mlpLayers = (params: ParamsOf<(typeof mlp)['params']>): readonly LayerSpec[] =>
  params.hiddenUnits.flatMap((units, i) => denseBlock(i + 1, units, params.activation, params));
