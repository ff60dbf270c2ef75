import { type Build, Misfit, type Operator, type Value } from '../graph.ts';
import { said } from '../shape.ts';

/** Sides in another order: side `i` of the result is side `perm[i]` of the input. */
export const transposeOp: Operator<{ readonly perm: readonly number[] }> = {
  name: 'transpose',
  infer: ([x], { perm }) => {
    if (perm.length !== x!.length || [...perm].sort((p, q) => p - q).some((p, i) => p !== i)) throw new Misfit(`${perm.join(', ')} is no order of the ${x!.length} sides of ${said(x!)}.`);
    return [perm.map((p) => x![p]!)];
  },
  backward: ({ b, attrs: { perm }, grads }) => [transpose(b, grads[0]!, perm.map((_, i) => perm.indexOf(i)))],
};

/** The part from `begin` on, `size` long, of every side. */
export const sliceOp: Operator<{ readonly begin: readonly number[]; readonly size: readonly number[] }> = {
  name: 'slice',
  infer: ([x], { begin, size }) => {
    if (begin.length !== x!.length || size.length !== x!.length || x!.some((n, i) => begin[i]! < 0 || size[i]! < 1 || begin[i]! + size[i]! > n)) {
      throw new Misfit(`a part of ${said(size)} from ${begin.join(', ')} on is not inside ${said(x!)}.`);
    }
    return [size];
  },
  backward: ({ b, attrs: { begin, size }, inputs, grads }) => [pad(b, grads[0]!, begin, inputs[0]!.shape.map((n, i) => n - begin[i]! - size[i]!))],
};

/** Zeros (or `value`) before and after, along every side. */
export const padOp: Operator<{ readonly before: readonly number[]; readonly after: readonly number[]; readonly value: number }> = {
  name: 'pad',
  infer: ([x], { before, after }) => {
    if (before.length !== x!.length || after.length !== x!.length || [...before, ...after].some((n) => n < 0)) throw new Misfit(`a margin of ${before.join(', ')} before and ${after.join(', ')} after does not fit ${said(x!)}.`);
    return [x!.map((n, i) => before[i]! + n + after[i]!)];
  },
  backward: ({ b, attrs: { before }, inputs, grads }) => [slice(b, grads[0]!, before, inputs[0]!.shape)],
};

/** Values one after another along one axis. */
export const concatOp: Operator<{ readonly axis: number }> = {
  name: 'concat',
  infer: (shapes, { axis }) => {
    const first = shapes[0]!;
    if (axis < 0 || axis >= first.length) throw new Misfit(`there is no axis ${axis} in ${said(first)}.`);
    if (shapes.some((s) => s.length !== first.length || s.some((n, i) => i !== axis && n !== first[i]))) throw new Misfit(`${shapes.map(said).join(', ')} can only be joined along axis ${axis} where all other sides are equal.`);
    return [first.map((n, i) => (i === axis ? shapes.reduce((sum, s) => sum + s[axis]!, 0) : n))];
  },
  backward: ({ b, attrs: { axis }, inputs, grads, needs }) => {
    let at = 0;
    return inputs.map((v, k) => {
      const begin = v.shape.map((_, i) => (i === axis ? at : 0));
      at += v.shape[axis]!;
      return needs[k] ? slice(b, grads[0]!, begin, v.shape) : null;
    });
  },
};

export const transpose = (b: Build, x: Value, perm: readonly number[]): Value => (perm.every((p, i) => p === i) ? x : b.apply(transposeOp, [x], { perm })[0]!);
export const slice = (b: Build, x: Value, begin: readonly number[], size: readonly number[]): Value => b.apply(sliceOp, [x], { begin, size })[0]!;
export const pad = (b: Build, x: Value, before: readonly number[], after: readonly number[], value = 0): Value =>
  ([...before, ...after].every((n) => n === 0) ? x : b.apply(padOp, [x], { before, after, value })[0]!);
/** Along a non-negative axis. */
export const concat = (b: Build, values: readonly Value[], axis: number): Value => (values.length === 1 ? values[0]! : b.apply(concatOp, values, { axis })[0]!);

/** Parts of these sizes along one axis, one after another. */
export const splitOp: Operator<{ readonly axis: number; readonly sizes: readonly number[] }> = {
  name: 'split',
  infer: ([x], { axis, sizes }) => {
    if (axis < 0 || axis >= x!.length || sizes.reduce((sum, n) => sum + n, 0) !== x![axis]) throw new Misfit(`parts of ${sizes.join(', ')} along axis ${axis} do not make up ${said(x!)}.`);
    return sizes.map((n) => x!.map((side, i) => (i === axis ? n : side)));
  },
  backward: ({ b, attrs: { axis }, outputs, grads }) => [concat(b, grads.map((g, i) => g ?? b.constant(0, outputs[i]!.shape)), axis)],
};

export const split = (b: Build, x: Value, sizes: readonly number[], axis: number): readonly Value[] => (sizes.length === 1 ? [x] : b.apply(splitOp, [x], { axis, sizes }));
