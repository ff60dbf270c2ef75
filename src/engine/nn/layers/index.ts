import { activation } from './activation.ts';
import { add } from './add.ts';
import { average } from './average.ts';
import { avgPool1d } from './avg-pool1d.ts';
import { avgPool2d } from './avg-pool2d.ts';
import { batchNorm } from './batch-norm.ts';
import { bidirectional } from './bidirectional.ts';
import { concatenate } from './concatenate.ts';
import { conv1dTranspose } from './conv1d-transpose.ts';
import { conv1d } from './conv1d.ts';
import { conv2dTranspose } from './conv2d-transpose.ts';
import { conv2d } from './conv2d.ts';
import { cropping1d } from './cropping1d.ts';
import { cropping2d } from './cropping2d.ts';
import { dense } from './dense.ts';
import { depthwiseConv2d } from './depthwise-conv2d.ts';
import { dropout } from './dropout.ts';
import { embedding } from './embedding.ts';
import { entityEmbedding } from './entity-embedding.ts';
import { featureTokenizer } from './feature-tokenizer.ts';
import { flatten } from './flatten.ts';
import { gaussianDropout } from './gaussian-dropout.ts';
import { gaussianNoise } from './gaussian-noise.ts';
import { globalAvgPool1d } from './global-avg-pool1d.ts';
import { globalAvgPool2d } from './global-avg-pool2d.ts';
import { globalMaxPool1d } from './global-max-pool1d.ts';
import { globalMaxPool2d } from './global-max-pool2d.ts';
import { groupNorm } from './group-norm.ts';
import { gru } from './gru.ts';
import { layerNorm } from './layer-norm.ts';
import { leakyRelu } from './leaky-relu.ts';
import { lstm } from './lstm.ts';
import { masking } from './masking.ts';
import { maxPool1d } from './max-pool1d.ts';
import { maxPool2d } from './max-pool2d.ts';
import { maximum } from './maximum.ts';
import { multiHeadAttention } from './multi-head-attention.ts';
import { multiply } from './multiply.ts';
import { permute } from './permute.ts';
import { positionalEncoding } from './positional-encoding.ts';
import { prelu } from './prelu.ts';
import { repeatVector } from './repeat-vector.ts';
import { reshape } from './reshape.ts';
import { separableConv1d } from './separable-conv1d.ts';
import { separableConv2d } from './separable-conv2d.ts';
import { simpleRnn } from './simple-rnn.ts';
import { spatialDropout1d } from './spatial-dropout1d.ts';
import { spatialDropout2d } from './spatial-dropout2d.ts';
import { subtract } from './subtract.ts';
import { timeDistributed } from './time-distributed.ts';
import { upSampling1d } from './up-sampling1d.ts';
import { upSampling2d } from './up-sampling2d.ts';
import { zeroPadding1d } from './zero-padding1d.ts';
import { zeroPadding2d } from './zero-padding2d.ts';
import type { ParamsOf, ParamSchema } from '../../core/params.ts';
import type { LayerKind } from './shared/kind.ts';

/** Every kind of layer, in the order that a list of them is shown in. */
export const LAYERS = {
  dense, conv1d, conv2d, depthwiseConv2d, separableConv1d, separableConv2d, conv1dTranspose, conv2dTranspose,
  maxPool1d, maxPool2d, avgPool1d, avgPool2d, globalMaxPool1d, globalMaxPool2d, globalAvgPool1d, globalAvgPool2d,
  batchNorm, layerNorm, groupNorm, dropout, spatialDropout1d, spatialDropout2d, gaussianNoise, gaussianDropout,
  embedding, masking, simpleRnn, lstm, gru, bidirectional, timeDistributed, multiHeadAttention, positionalEncoding,
  add, subtract, multiply, average, maximum, concatenate, reshape, flatten, permute, repeatVector,
  zeroPadding1d, zeroPadding2d, cropping1d, cropping2d, upSampling1d, upSampling2d,
  activation, leakyRelu, prelu, featureTokenizer, entityEmbedding,
} as const;

export type LayerKindName = keyof typeof LAYERS;
type FieldsOf<K extends LayerKindName> = (typeof LAYERS)[K] extends LayerKind<string, infer F, infer _> ? F : never;
type WrapsOf<K extends LayerKindName> = (typeof LAYERS)[K] extends LayerKind<string, infer _, infer W> ? keyof W & LayerKindName : never;
type Wrapping<K extends LayerKindName> = [WrapsOf<K>] extends [never] ? unknown : { readonly layer: { [I in WrapsOf<K>]: { readonly kind: I } & ParamsOf<FieldsOf<I>> }[WrapsOf<K>] };

/** A layer of one kind with all its settings. */
export type LayerOf<K extends LayerKindName> = {
  readonly kind: K;
  /** Unique in its network; names its weights in exports. */
  readonly name: string;
  /** What it takes: names of inputs or of layers before it. */
  readonly inputs: readonly string[];
  /** `false`: its weights stay as they are while the others learn. */
  readonly trainable: boolean;
} & ParamsOf<FieldsOf<K>> & Wrapping<K>;
/** Any layer, told apart by `kind`. */
export type Layer = { [K in LayerKindName]: LayerOf<K> }[LayerKindName];

/** The kind as what all kinds have in common. */
export const kindOf = (name: LayerKindName): LayerKind<string, ParamSchema> => LAYERS[name] as unknown as LayerKind<string, ParamSchema>;
export const isLayerKind = (name: string): name is LayerKindName => Object.hasOwn(LAYERS, name);
