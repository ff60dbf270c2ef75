import type { Build, Operator, Value } from '../graph.ts';
import { Misfit } from '../graph.ts';
import { sameShape, said } from '../shape.ts';

/** What the gradient is made from: the input or the output, whichever gives it with less. `null`: it is zero everywhere. */
export const UNARY = {
  copy: 'y', neg: 'y', abs: 'x', sign: null, square: 'x', sqrt: 'y', rsqrt: 'y', reciprocal: 'y', exp: 'y', log: 'x', erf: 'x', step: null,
  relu: 'y', relu6: 'y', leakyRelu: 'y', elu: 'y', selu: 'y', celu: 'y', tanh: 'y', sigmoid: 'y', hardSigmoid: 'y',
  softplus: 'x', softsign: 'x', swish: 'x', hardSwish: 'x', gelu: 'x', geluTanh: 'x', mish: 'x',
} as const satisfies Readonly<Record<string, 'x' | 'y' | null>>;
export type UnaryName = keyof typeof UNARY;
export const UNARY_NAMES = Object.keys(UNARY) as readonly UnaryName[];

/** `alpha`: the slope of leakyRelu below 0, the floor of elu and celu; of no account for the others. */
type UnaryAttrs = { readonly name: UnaryName; readonly alpha: number };

/** dy · f′, from the input or the output of f (see UNARY). */
export const unaryGradOp: Operator<UnaryAttrs> = {
  name: 'unaryGrad',
  infer: ([of, dy]) => {
    if (!sameShape(of!, dy!)) throw new Misfit(`${said(of!)} and its gradient of ${said(dy!)} should be alike.`);
    return [dy!];
  },
  backward: null,
};

/** One function of every number. `step` is 1 above 0, else 0; `gelu` is the exact one (with erf). */
export const unaryOp: Operator<UnaryAttrs> = {
  name: 'unary',
  infer: ([x]) => [x!],
  backward: ({ b, attrs, inputs, outputs, grads }) => {
    const of = UNARY[attrs.name];
    if (of === null) return [null];
    if (attrs.name === 'copy') return [grads[0]!];
    if (attrs.name === 'neg') return [unary(b, 'neg', grads[0]!)];
    return [b.apply(unaryGradOp, [of === 'x' ? inputs[0]! : outputs[0]!, grads[0]!], attrs)[0]!];
  },
};

export const unary = (b: Build, name: UnaryName, x: Value, alpha = 0): Value => b.apply(unaryOp, [x], { name, alpha })[0]!;
