import type { LayerKindName } from '../layers/index.ts';
import { activation, leakyRelu, prelu } from './activations.ts';
import { dropout, gaussianDropout, gaussianNoise, spatialDropout1d, spatialDropout2d } from './chance.ts';
import { dense } from './dense.ts';
import { add, average, concatenate, maximum, multiply, subtract } from './merges.ts';
import { batchNorm, groupNorm, layerNorm } from './norms.ts';
import { flatten, permute, repeatVector, reshape } from './shapes.ts';
import type { LayerBuild } from './site.ts';

/** What every kind of layer becomes in a graph; kinds that are not here cannot be compiled yet. */
export const BUILDS: { readonly [K in LayerKindName]?: LayerBuild<K> } = {
  dense, activation, leakyRelu, prelu,
  dropout, spatialDropout1d, spatialDropout2d, gaussianNoise, gaussianDropout,
  add, subtract, multiply, average, maximum, concatenate,
  batchNorm, layerNorm, groupNorm,
  flatten, reshape, permute, repeatVector,
};
