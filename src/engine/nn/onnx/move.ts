import { attr } from '../../export/graph.ts';
import { concatOp, padOp, sliceOp, splitOp, transposeOp } from '../graph/ops/move.ts';
import { reshapeOp, stopGradientOp } from '../graph/ops/reshape.ts';
import { isFixed, sameCounts } from './counts.ts';
import { defineOnnx } from './site.ts';

/** The one side that depends on the rows is left to the runtime to find (-1): rows are never split over two sides. */
export const reshape = defineOnnx(reshapeOp, ({ g, inputs: [x], shapes, list }) => {
  const shape = shapes[0]!;
  if (x!.known !== null && isFixed(shape)) return [{ known: x!.known }];
  const open = shape.filter((side) => side.rows).length === 1 ? shape.map((side) => (side.rows ? { n: -1, rows: false } : side)) : shape;
  return [{ last: g.op('Reshape', [x!.last(), list(open)]) }];
}, ['shape']);

export const stopGradient = defineOnnx(stopGradientOp, ({ inputs: [x] }) => [x!]);

export const transpose = defineOnnx(transposeOp, ({ g, attrs: { perm }, inputs: [x] }) => [{ last: g.op('Transpose', [x!.last()], { perm: attr.ints(perm) }) }]);

/** Along the sides that are not kept whole. */
export const slice = defineOnnx(sliceOp, ({ g, inputs: [x], counts, list }) => {
  const [begin, end, size] = [counts((a) => a.begin), counts((a) => a.begin.map((from, i) => from + a.size[i]!)), counts((a) => a.size)];
  const axes = x!.shape.flatMap((side, i) => (sameCounts([side], [size[i]!]) ? [] : [i]));
  if (axes.length === 0) return [x!];
  return [{ last: g.op('Slice', [x!.last(), list(axes.map((i) => begin[i]!)), list(axes.map((i) => end[i]!)), g.int64s('axes', axes)]) }];
}, ['begin', 'size']);

export const pad = defineOnnx(padOp, ({ g, attrs: { before, after, value }, inputs: [x] }) => [{ last: g.op('Pad', [x!.last(), g.int64s('pads', [...before, ...after]), g.floats('filling', [value], [])]) }]);

export const concat = defineOnnx(concatOp, ({ g, attrs: { axis }, inputs }) => [{ last: g.op('Concat', inputs.map((v) => v.last()), { axis: attr.int(axis) }) }]);

/** Equal parts (one a step of a sequence, of as many rows as there are) are asked for by their number, which needs no sizes. */
export const split = defineOnnx(splitOp, ({ g, attrs: { axis }, inputs: [x], counts, list }) => {
  const sizes = counts((a) => a.sizes);
  const equal = sizes.every((size) => sameCounts([size], [sizes[0]!]));
  const parts = equal
    ? g.ops('Split', [x!.last()], sizes.length, { axis: attr.int(axis), num_outputs: attr.int(sizes.length) })
    : g.ops('Split', [x!.last(), list(sizes)], sizes.length, { axis: attr.int(axis) });
  return parts.map((last) => ({ last }));
}, ['sizes']);
