import { sizeOf, stridesOf } from '../../graph/shape.ts';
import { type Dispatch, each, type GpuLowering, num, placeOf, words } from '../shader.ts';

/** Copies n numbers: number i from `from` (WGSL) to `to`. */
const copy = (n: number, x: number, y: number, from: string, to: string): Dispatch => each(n, words(x, y), `m[p1 + ${to}] = m[p0 + ${from}];`);

export const transpose: GpuLowering<{ readonly perm: readonly number[] }> = ({ attrs: { perm }, inputs, outputs }) => {
  const own = stridesOf(inputs[0]!.shape);
  const { shape } = outputs[0]!;
  return { steps: ({ inputs: [x], outputs: [y] }) => [copy(sizeOf(shape), x!, y!, placeOf('i', shape, perm.map((axis) => own[axis]!)), 'i')] };
};

const offset = (begin: readonly number[], strides: readonly number[]): number => begin.reduce((sum, n, i) => sum + n * strides[i]!, 0);

export const slice: GpuLowering<{ readonly begin: readonly number[] }> = ({ attrs: { begin }, inputs, outputs }) => {
  const own = stridesOf(inputs[0]!.shape);
  const { shape } = outputs[0]!;
  return { steps: ({ inputs: [x], outputs: [y] }) => [copy(sizeOf(shape), x! + 4 * offset(begin, own), y!, placeOf('i', shape, own), 'i')] };
};

export const pad: GpuLowering<{ readonly before: readonly number[]; readonly value: number }> = ({ attrs: { before, value }, inputs, outputs }) => {
  const own = stridesOf(outputs[0]!.shape);
  const { shape } = inputs[0]!;
  return {
    steps: ({ inputs: [x], outputs: [y] }) => [
      each(sizeOf(outputs[0]!.shape), words(y!), `m[p0 + i] = ${num(value)};`),
      copy(sizeOf(shape), x!, y! + 4 * offset(before, own), 'i', placeOf('i', shape, own)),
    ],
  };
};

export const concat: GpuLowering<{ readonly axis: number }> = ({ attrs: { axis }, inputs, outputs }) => {
  const own = stridesOf(outputs[0]!.shape);
  return {
    steps: ({ inputs: from, outputs: [y] }) => {
      let at = 0;
      return inputs.map(({ shape }, k) => {
        const step = copy(sizeOf(shape), from[k]!, y! + 4 * at * own[axis]!, 'i', placeOf('i', shape, own));
        at += shape[axis]!;
        return step;
      });
    },
  };
};

export const split: GpuLowering<{ readonly axis: number }> = ({ attrs: { axis }, inputs, outputs }) => {
  const own = stridesOf(inputs[0]!.shape);
  return {
    steps: ({ inputs: [x], outputs: to }) => {
      let at = 0;
      return outputs.map(({ shape }, k) => {
        const step = copy(sizeOf(shape), x! + 4 * at * own[axis]!, to[k]!, placeOf('i', shape, own), 'i');
        at += shape[axis]!;
        return step;
      });
    },
  };
};

export const assign: GpuLowering = ({ inputs }) => ({ steps: ({ inputs: [to, x] }) => [copy(sizeOf(inputs[0]!.shape), x!, to!, 'i', 'i')] });
