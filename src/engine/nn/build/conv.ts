import type { Value } from '../graph/graph.ts';
import { add } from '../graph/ops/binary.ts';
import { conv2d as convolve, conv2dInputGrad, type ConvAttrs } from '../graph/ops/conv.ts';
import { matmul } from '../graph/ops/matmul.ts';
import { reshape } from '../graph/ops/reshape.ts';
import type { LayerActivation } from '../layers/shared/fields.ts';
import { padsAlong, type Padding, pairOf, spanOf, widened, windowsAlong } from '../layers/shared/window.ts';
import { activate } from './shared/activate.ts';
import { defineBuild, noMask, type Site } from './site.ts';

type Pair = readonly [y: number, x: number];
interface Look {
  readonly size: Pair;
  readonly strides: Pair;
  readonly dilation: Pair;
  readonly padding: Padding;
  readonly groups: number;
}

function attrsOf(sides: Pair, { size, strides, dilation, padding, groups }: Look): ConvAttrs {
  const along = <T>(of: (side: number, i: 0 | 1) => T): readonly [T, T] => [of(sides[0], 0), of(sides[1], 1)];
  return {
    strides, dilation, groups, activation: 'linear',
    pads: along((side, i) => padsAlong(side, size[i], strides[i], padding, dilation[i])[0]),
    out: along((side, i) => windowsAlong(side, size[i], strides[i], padding, dilation[i])),
  };
}

/** Images by filters; filters of one cell without strides are a plain product. */
function convolved({ b }: Pick<Site, 'b'>, x: Value, filters: Value, look: Look): Value {
  const [rows, h, w, channels] = x.shape as readonly [number, number, number, number];
  const plain = look.groups === 1 && [...look.size, ...look.strides].every((n) => n === 1);
  if (!plain) return convolve(b, x, filters, attrsOf([h, w], look));
  const f = filters.shape[3]!;
  return reshape(b, matmul(b, reshape(b, x, [rows * h * w, channels]), reshape(b, filters, [channels, f])), [rows, h, w, f]);
}

type Finishing = Pick<Site, 'b' | 'weight'> & { readonly layer: { readonly useBias: boolean; readonly activation: LayerActivation } };
const finished = ({ b, layer, weight }: Finishing, x: Value): Value => activate(b, layer.activation, layer.useBias ? add(b, x, weight('bias')) : x);

/** A sequence as images of one row. */
const flat = ({ b }: Pick<Site, 'b'>, x: Value): Value => reshape(b, x, [x.shape[0]!, 1, x.shape[1]!, x.shape[2]!]);
const long = ({ b }: Pick<Site, 'b'>, x: Value): Value => reshape(b, x, [x.shape[0]!, x.shape[2]!, x.shape[3]!]);
const lined = ({ b }: Pick<Site, 'b'>, filters: Value): Value => reshape(b, filters, [1, ...filters.shape]);

export const conv2d = defineBuild('conv2d', (site) => {
  const { layer, inputs: [x], weight } = site;
  return finished(site, convolved(site, x!, weight('kernel'), { size: pairOf(layer.kernelSize), strides: pairOf(layer.strides), dilation: pairOf(layer.dilationRate), padding: layer.padding, groups: layer.groups }));
}, noMask);

export const conv1d = defineBuild('conv1d', (site) => {
  const { layer, inputs: [x], weight } = site;
  return finished(site, long(site, convolved(site, flat(site, x!), lined(site, weight('kernel')), { size: [1, layer.kernelSize], strides: [1, layer.strides], dilation: [1, layer.dilationRate], padding: layer.padding, groups: layer.groups })));
}, noMask);

/** Filters of height × width × channels × multiplier as those of as many groups as there are channels. */
const apart = ({ b }: Pick<Site, 'b'>, filters: Value): Value => {
  const [h, w, channels, multiplier] = filters.shape as readonly [number, number, number, number];
  return reshape(b, filters, [h, w, 1, channels * multiplier]);
};

export const depthwiseConv2d = defineBuild('depthwiseConv2d', (site) => {
  const { layer, inputs: [x], weight } = site;
  return finished(site, convolved(site, x!, apart(site, weight('kernel')), { size: pairOf(layer.kernelSize), strides: pairOf(layer.strides), dilation: pairOf(layer.dilationRate), padding: layer.padding, groups: x!.shape[3]! }));
}, noMask);

const POINT = { size: [1, 1], strides: [1, 1], dilation: [1, 1], padding: 'valid', groups: 1 } as const;

export const separableConv2d = defineBuild('separableConv2d', (site) => {
  const { layer, inputs: [x], weight } = site;
  const deep = convolved(site, x!, apart(site, weight('depthwise_kernel')), { size: pairOf(layer.kernelSize), strides: pairOf(layer.strides), dilation: pairOf(layer.dilationRate), padding: layer.padding, groups: x!.shape[3]! });
  return finished(site, convolved(site, deep, weight('pointwise_kernel'), POINT));
}, noMask);

export const separableConv1d = defineBuild('separableConv1d', (site) => {
  const { layer, inputs: [x], weight } = site;
  const deep = convolved(site, flat(site, x!), apart(site, lined(site, weight('depthwise_kernel'))), { size: [1, layer.kernelSize], strides: [1, layer.strides], dilation: [1, layer.dilationRate], padding: layer.padding, groups: x!.shape[2]! });
  return finished(site, long(site, convolved(site, deep, lined(site, weight('pointwise_kernel')), POINT)));
}, noMask);

/** The convolution that would give these images, turned round: filters are height × width × filters × channels. */
function transposed({ b }: Pick<Site, 'b'>, x: Value, filters: Value, { size, strides, dilation, padding }: Omit<Look, 'groups'> & { readonly padding: 'valid' | 'same' }): Value {
  const out = [x.shape[1]!, x.shape[2]!] as const;
  const sides = out.map((side, i) => widened(side, size[i]!, strides[i]!, padding, dilation[i]!));
  // Zeros before the images, as Keras cuts them off: what is left of the full width, the larger half first where it is odd.
  const pads = out.map((side, i) => (padding === 'valid' ? 0 : Math.max(0, Math.floor(((side - 1) * strides[i]! + spanOf(size[i]!, dilation[i]!) - sides[i]!) / 2))));
  return conv2dInputGrad(b, x, filters, { strides, dilation, pads, out, groups: 1, activation: 'linear' }, sides);
}

export const conv2dTranspose = defineBuild('conv2dTranspose', (site) => {
  const { layer, inputs: [x], weight } = site;
  return finished(site, transposed(site, x!, weight('kernel'), { size: pairOf(layer.kernelSize), strides: pairOf(layer.strides), dilation: pairOf(layer.dilationRate), padding: layer.padding }));
}, noMask);

export const conv1dTranspose = defineBuild('conv1dTranspose', (site) => {
  const { layer, inputs: [x], weight } = site;
  return finished(site, long(site, transposed(site, flat(site, x!), lined(site, weight('kernel')), { size: [1, layer.kernelSize], strides: [1, layer.strides], dilation: [1, layer.dilationRate], padding: layer.padding })));
}, noMask);
