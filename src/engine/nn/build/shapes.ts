import { broadcast } from '../graph/ops/reduce.ts';
import { transpose } from '../graph/ops/move.ts';
import { reshape as reshapeTo } from '../graph/ops/reshape.ts';
import { sizeOf } from '../graph/shape.ts';
import { defineBuild, noMask } from './site.ts';

export const flatten = defineBuild('flatten', ({ b, inputs: [x] }) => reshapeTo(b, x!, [x!.shape[0]!, sizeOf(x!.shape) / x!.shape[0]!]), noMask);

export const reshape = defineBuild('reshape', ({ b, layer: { targetShape }, inputs: [x] }) => {
  const row = sizeOf(x!.shape) / x!.shape[0]!;
  const given = sizeOf(targetShape.filter((side) => side !== -1));
  return reshapeTo(b, x!, [x!.shape[0]!, ...targetShape.map((side) => (side === -1 ? row / given : side))]);
}, noMask);

export const permute = defineBuild('permute', ({ b, layer, inputs: [x] }) => transpose(b, x!, [0, ...layer.dims]), noMask);

export const repeatVector = defineBuild('repeatVector', ({ b, layer, inputs: [x] }) => {
  const [rows, p] = x!.shape as readonly [number, number];
  return broadcast(b, reshapeTo(b, x!, [rows, 1, p]), [rows, layer.n, p]);
}, noMask);
