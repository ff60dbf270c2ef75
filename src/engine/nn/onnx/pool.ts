import { attr, type Attributes } from '../../export/graph.ts';
import { avgPoolOp, maxPoolOp, type PoolAttrs } from '../graph/ops/pool.ts';
import { padsAfter } from './conv.ts';
import { numbersOf } from './counts.ts';
import type { Operand } from './operand.ts';
import { defineOnnx } from './site.ts';

const windows = (attrs: PoolAttrs, x: Operand): Attributes => ({
  kernel_shape: attr.ints(attrs.size), strides: attr.ints(attrs.strides),
  pads: attr.ints([...attrs.pads, ...padsAfter(numbersOf(x.shape).slice(1, 3), attrs.size, attrs)]),
});

/** Which cell it was is of use to the gradient only. */
export const maxPool = defineOnnx(maxPoolOp, ({ g, attrs, inputs: [x] }) => [{ first: g.op('MaxPool', [x!.first()], windows(attrs, x!)) }]);
export const avgPool = defineOnnx(avgPoolOp, ({ g, attrs, inputs: [x] }) => [{ first: g.op('AveragePool', [x!.first()], { ...windows(attrs, x!), count_include_pad: attr.int(0) }) }]);
