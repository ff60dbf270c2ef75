import type { Value } from '../graph/graph.ts';
import { div, mul } from '../graph/ops/binary.ts';
import { avgPool, maxPool } from '../graph/ops/pool.ts';
import { reduce } from '../graph/ops/reduce.ts';
import { reshape } from '../graph/ops/reshape.ts';
import { poolStrides } from '../layers/shared/pooling.ts';
import { padsAlong, type Padding, pairOf, windowsAlong } from '../layers/shared/window.ts';
import { defineBuild, noMask, type Site } from './site.ts';

type Pair = readonly [y: number, x: number];
type Pooling = typeof maxPool;

function pooled({ b }: Pick<Site, 'b'>, pool: Pooling, x: Value, size: Pair, given: Pair, padding: Padding): Value {
  const strides = poolStrides(size, given);
  const sides = x.shape.slice(1, 3);
  return pool(b, x, {
    size, strides,
    pads: sides.map((side, i) => padsAlong(side, size[i]!, strides[i]!, padding)[0]),
    out: sides.map((side, i) => windowsAlong(side, size[i]!, strides[i]!, padding)),
  });
}

/** A sequence as images of one row. */
function along(site: Pick<Site, 'b'>, pool: Pooling, x: Value, { poolSize, strides, padding }: { readonly poolSize: number; readonly strides: number; readonly padding: Padding }): Value {
  const [rows, time, channels] = x.shape as readonly [number, number, number];
  const y = pooled(site, pool, reshape(site.b, x, [rows, 1, time, channels]), [1, poolSize], [1, strides], padding);
  return reshape(site.b, y, [rows, y.shape[2]!, channels]);
}

export const maxPool2d = defineBuild('maxPool2d', (site) => pooled(site, maxPool, site.inputs[0]!, pairOf(site.layer.poolSize), pairOf(site.layer.strides), site.layer.padding), noMask);
export const avgPool2d = defineBuild('avgPool2d', (site) => pooled(site, avgPool, site.inputs[0]!, pairOf(site.layer.poolSize), pairOf(site.layer.strides), site.layer.padding), noMask);
export const maxPool1d = defineBuild('maxPool1d', (site) => along(site, maxPool, site.inputs[0]!, site.layer), noMask);
export const avgPool1d = defineBuild('avgPool1d', (site) => along(site, avgPool, site.inputs[0]!, site.layer), noMask);

const whole = ({ b, layer, inputs: [x] }: Pick<Site, 'b' | 'inputs'> & { readonly layer: { readonly keepdims: boolean } }, name: 'mean' | 'max'): Value =>
  reduce(b, name, x!, x!.shape.slice(1, -1).map((_, i) => i + 1), layer.keepdims);

export const globalMaxPool1d = defineBuild('globalMaxPool1d', (site) => whole(site, 'max'), noMask);
export const globalMaxPool2d = defineBuild('globalMaxPool2d', (site) => whole(site, 'max'), noMask);
export const globalAvgPool2d = defineBuild('globalAvgPool2d', (site) => whole(site, 'mean'), noMask);

/** The mean of the steps that count. */
export const globalAvgPool1d = defineBuild('globalAvgPool1d', (site) => {
  const { b, layer, inputs: [x], masks: [mask] } = site;
  if (mask == null) return whole(site, 'mean');
  const [rows, time] = mask.shape as readonly [number, number];
  const sums = reduce(b, 'sum', mul(b, x!, reshape(b, mask, [rows, time, 1])), [1], layer.keepdims);
  return div(b, sums, reshape(b, reduce(b, 'sum', mask, [1]), [rows, ...sums.shape.slice(1).map(() => 1)]));
}, noMask);
