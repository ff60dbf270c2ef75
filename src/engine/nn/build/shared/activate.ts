import type { Build, Value } from '../../graph/graph.ts';
import { softmax } from '../../graph/ops/softmax.ts';
import { unary, type UnaryName } from '../../graph/ops/unary.ts';
import type { LayerActivation } from '../../layers/shared/fields.ts';

/** Operators and their slopes by Keras' names; slopes are Keras' defaults. */
const UNARIES: Readonly<Record<Exclude<LayerActivation, 'linear' | 'softmax'>, readonly [name: UnaryName, alpha: number]>> = {
  relu: ['relu', 0], relu6: ['relu6', 0], leaky_relu: ['leakyRelu', 0.2], elu: ['elu', 1], selu: ['selu', 0], silu: ['swish', 0], mish: ['mish', 0],
  gelu: ['gelu', 0], gelu_tanh: ['geluTanh', 0], tanh: ['tanh', 0], sigmoid: ['sigmoid', 0], hard_sigmoid: ['hardSigmoid', 0],
  softplus: ['softplus', 0], softsign: ['softsign', 0], exponential: ['exp', 0],
};

export function activate(b: Build, name: LayerActivation, x: Value): Value {
  if (name === 'linear') return x;
  if (name === 'softmax') return softmax(b, x);
  const [own, alpha] = UNARIES[name];
  return unary(b, own, x, alpha);
}
