import { attr, type ValueName } from '../../export/graph.ts';
import { matmulOp } from '../graph/ops/matmul.ts';
import type { Operand } from './operand.ts';
import { defineOnnx } from './site.ts';

/** One `Gemm` of two matrices; of batches of them, where ONNX's product knows neither transposes nor a bias, what these are by themselves. */
export const matmul = defineOnnx(matmulOp, ({ g, attrs: { transA, transB, activation }, inputs: [a, b, bias] }) => {
  const bent = (y: ValueName) => [{ last: activation === 'relu' ? g.op('Relu', [y]) : y }];
  if (a!.shape.length === 2 && b!.shape.length === 2) {
    return bent(g.op('Gemm', [a!, b!, ...(bias ? [bias] : [])].map((v) => v.last()), { transA: attr.int(Number(transA)), transB: attr.int(Number(transB)) }));
  }
  const turned = (v: Operand, trans: boolean): ValueName => {
    const order = v.shape.map((_, i) => i);
    return trans ? g.op('Transpose', [v.last()], { perm: attr.ints([...order.slice(0, -2), order.at(-1)!, order.at(-2)!]) }) : v.last();
  };
  const product = g.op('MatMul', [turned(a!, transA), turned(b!, transB)]);
  return bent(bias ? g.op('Add', [product, bias.last()]) : product);
});
