import { type Build, Misfit, type Operator, type Shape, type Value } from '../graph.ts';
import { broadcastShapes, said } from '../shape.ts';
import { sumTo } from './reduce.ts';
import { reshape } from './reshape.ts';

export const MATMUL_ACTIVATIONS = ['linear', 'relu'] as const;
type MatmulAttrs = { readonly transA: boolean; readonly transB: boolean; readonly activation: (typeof MATMUL_ACTIVATIONS)[number] };

const flip = (shape: Shape, trans: boolean): readonly [number, number] => [shape.at(trans ? -1 : -2)!, shape.at(trans ? -2 : -1)!];

/**
 * The product over the last two sides; those before are batches, repeated as numpy broadcasts. A third input is a bias of one
 * number a column, `activation` what follows: the planner puts both in where they stand behind a product.
 */
export const matmulOp: Operator<MatmulAttrs> = {
  name: 'matmul',
  infer: ([a, b, bias], { transA, transB }) => {
    if (a!.length < 2 || b!.length < 2) throw new Misfit(`a product is of matrices, not of ${said(a!)} and ${said(b!)}.`);
    const [[m, k], [l, n]] = [flip(a!, transA), flip(b!, transB)];
    if (k !== l) throw new Misfit(`the inner sides of ${said(a!)}${transA ? ' (transposed)' : ''} and ${said(b!)}${transB ? ' (transposed)' : ''} differ: ${k} and ${l}.`);
    if (bias && (bias.length !== 1 || bias[0] !== n)) throw new Misfit(`its bias is ${said(bias)} and should be ${n}.`);
    return [[...broadcastShapes(a!.slice(0, -2), b!.slice(0, -2)), m, n]];
  },
  backward: ({ b, attrs: { transA, transB }, inputs, grads, needs }) => {
    const [x, w] = [inputs[0]!, inputs[1]!];
    const g = grads[0]!;
    const product = (p: Value, q: Value, transP: boolean, transQ: boolean): Value => matmul(b, p, q, { transA: transP, transB: transQ });
    const dx = (): Value => (transA ? product(w, g, transB, true) : product(g, w, false, !transB));
    // One matrix for all batches: all rows are one long batch.
    const flat = !transA && w.shape.length === 2 && x.shape.length > 2;
    const rows = (v: Value): Value => (flat ? reshape(b, v, [v.shape.slice(0, -1).reduce((p, q) => p * q, 1), v.shape.at(-1)!]) : v);
    const dw = (): Value => (transB ? product(rows(g), rows(x), true, transA) : product(rows(x), rows(g), !transA, false));
    return [needs[0] ? sumTo(b, dx(), x.shape) : null, needs[1] ? sumTo(b, dw(), w.shape) : null];
  },
};

export const matmul = (b: Build, x: Value, w: Value, { transA = false, transB = false } = {}): Value =>
  b.apply(matmulOp, [x, w], { transA, transB, activation: 'linear' })[0]!;
