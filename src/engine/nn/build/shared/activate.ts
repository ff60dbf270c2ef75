import type { Build, Value } from '../../graph/graph.ts';
import { div, sub } from '../../graph/ops/binary.ts';
import { reduce } from '../../graph/ops/reduce.ts';
import { unary, type UnaryName } from '../../graph/ops/unary.ts';
import type { LayerActivation } from '../../layers/shared/fields.ts';

/** Operators and their slopes by Keras' names; slopes are Keras' defaults. */
const UNARIES: Readonly<Record<Exclude<LayerActivation, 'linear' | 'softmax'>, readonly [name: UnaryName, alpha: number]>> = {
  relu: ['relu', 0], relu6: ['relu6', 0], leaky_relu: ['leakyRelu', 0.2], elu: ['elu', 1], selu: ['selu', 0], silu: ['swish', 0], mish: ['mish', 0],
  gelu: ['gelu', 0], gelu_tanh: ['geluTanh', 0], tanh: ['tanh', 0], sigmoid: ['sigmoid', 0], hard_sigmoid: ['hardSigmoid', 0],
  softplus: ['softplus', 0], softsign: ['softsign', 0], exponential: ['exp', 0],
};

function softmax(b: Build, x: Value): Value {
  const last = [x.shape.length - 1];
  const e = unary(b, 'exp', sub(b, x, reduce(b, 'max', x, last, true)));
  return div(b, e, reduce(b, 'sum', e, last, true));
}

export function activate(b: Build, name: LayerActivation, x: Value): Value {
  if (name === 'linear') return x;
  if (name === 'softmax') return softmax(b, x);
  return unary(b, ...unaryOf(name, x));
}
const unaryOf = (name: Exclude<LayerActivation, 'linear' | 'softmax'>, x: Value): readonly [UnaryName, Value, number] => [UNARIES[name][0], x, UNARIES[name][1]];
