import { attr } from '../../export/graph.ts';
import { broadcastOp, reduceOp } from '../graph/ops/reduce.ts';
import { axesOf } from '../graph/shape.ts';
import { defineOnnx } from './site.ts';

const REDUCE = { sum: 'ReduceSum', mean: 'ReduceMean', max: 'ReduceMax' } as const;

export const reduce = defineOnnx(reduceOp, ({ g, attrs: { name, axes, keepDims }, inputs: [x] }) => {
  // To ONNX no axes are all axes.
  if (axes.length === 0) return [x!];
  return [{ last: g.op(REDUCE[name], [x!.last(), g.int64s('axes', axesOf(axes, x!.shape.length))], { keepdims: attr.int(Number(keepDims)) }) }];
});

export const broadcast = defineOnnx(broadcastOp, ({ g, inputs: [x], shapes: [shape], list }) => [{ last: g.op('Expand', [x!.last(), list(shape!)]) }], ['shape']);
