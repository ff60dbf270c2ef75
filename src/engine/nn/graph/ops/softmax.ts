import { type Build, Misfit, type Operator, type Value } from '../graph.ts';
import { sameShape, said } from '../shape.ts';

/**
 * Softmax over the last side. `causal`: that side is keys and the one before it queries, whose last is that of the last key, and no query sees
 * a later key. A second input is added first, one number a key for each entry of the first side; it has no gradient.
 */
export const softmaxOp: Operator<{ readonly causal: boolean }> = {
  name: 'softmax',
  infer: ([x, added], { causal }) => {
    if (causal && x!.length < 2) throw new Misfit(`${said(x!)} has no side of queries.`);
    if (added && !sameShape(added, [x![0]!, x!.at(-1)!])) throw new Misfit(`what is added to ${said(x!)} is ${said(added)} and should be ${x![0]} × ${x!.at(-1)}.`);
    return [x!];
  },
  backward: ({ b, inputs, outputs, grads }) => [b.apply(softmaxGradOp, [outputs[0]!, grads[0]!], {})[0]!, ...inputs.slice(1).map(() => null)],
};

/** Of a softmax's output and the gradient by it. */
export const softmaxGradOp: Operator<Readonly<Record<string, never>>> = { name: 'softmaxGrad', infer: ([y]) => [y!], backward: null };

export const softmax = (b: Build, x: Value, { causal = false, added = null }: { readonly causal?: boolean; readonly added?: Value | null } = {}): Value =>
  b.apply(softmaxOp, added === null ? [x] : [x, added], { causal })[0]!;
