import type { LayerKindName } from '../layers/index.ts';
import { activation, leakyRelu, prelu } from './activations.ts';
import { multiHeadAttention, positionalEncoding } from './attention.ts';
import { cropping1d, cropping2d, upSampling1d, upSampling2d, zeroPadding1d, zeroPadding2d } from './borders.ts';
import { dropout, gaussianDropout, gaussianNoise, spatialDropout1d, spatialDropout2d } from './chance.ts';
import { conv1d, conv1dTranspose, conv2d, conv2dTranspose, depthwiseConv2d, separableConv1d, separableConv2d } from './conv.ts';
import { dense } from './dense.ts';
import { timeDistributed } from './distributed.ts';
import { embedding, entityEmbedding, featureTokenizer, masking } from './ids.ts';
import { add, average, concatenate, maximum, multiply, subtract } from './merges.ts';
import { batchNorm, groupNorm, layerNorm } from './norms.ts';
import { avgPool1d, avgPool2d, globalAvgPool1d, globalAvgPool2d, globalMaxPool1d, globalMaxPool2d, maxPool1d, maxPool2d } from './pools.ts';
import { bidirectional, gru, lstm, simpleRnn } from './recurrent.ts';
import { flatten, permute, repeatVector, reshape } from './shapes.ts';
import type { LayerBuild } from './site.ts';

/** What every kind of layer becomes in a graph. */
export const BUILDS: { readonly [K in LayerKindName]: LayerBuild<K> } = {
  dense, conv1d, conv2d, depthwiseConv2d, separableConv1d, separableConv2d, conv1dTranspose, conv2dTranspose,
  maxPool1d, maxPool2d, avgPool1d, avgPool2d, globalMaxPool1d, globalMaxPool2d, globalAvgPool1d, globalAvgPool2d,
  batchNorm, layerNorm, groupNorm, dropout, spatialDropout1d, spatialDropout2d, gaussianNoise, gaussianDropout,
  embedding, masking, simpleRnn, lstm, gru, bidirectional, timeDistributed, multiHeadAttention, positionalEncoding,
  add, subtract, multiply, average, maximum, concatenate, reshape, flatten, permute, repeatVector,
  zeroPadding1d, zeroPadding2d, cropping1d, cropping2d, upSampling1d, upSampling2d,
  activation, leakyRelu, prelu, featureTokenizer, entityEmbedding,
};
