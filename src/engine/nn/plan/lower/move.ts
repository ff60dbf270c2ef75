import { bitsOf } from '../../../kernels/twins/neural/elementwise.ts';
import { copyPart, fillWith } from '../../../kernels/twins/neural/move.ts';
import type { Call } from '../../../kernels/kernel.ts';
import type { Shape } from '../../graph/graph.ts';
import { sizeOf, stridesOf } from '../../graph/shape.ts';
import { type Lowering, ranges } from '../lowering.ts';
import { collapse } from './collapse.ts';
import { repeated } from './elementwise.ts';

/** Calls of `copyPart` that copy `shape` numbers from x to y by these strides. */
function copies(shape: Shape, from: readonly number[], to: readonly number[], x: number, y: number, threads: number): readonly Call[] {
  const { sides, strides } = collapse(shape, [from, to]);
  const [sx, sy] = [strides[0]!, strides[1]!];
  const fill = (values: readonly number[], by: number): readonly number[] => [...Array.from({ length: Math.max(0, 4 - values.length) }, () => by), ...values];
  if (sides.length > 4) {
    return Array.from({ length: sides[0]! }, (_, q) => copies(sides.slice(1), sx.slice(1), sy.slice(1), x + q * sx[0]! * 4, y + q * sy[0]! * 4, 1)).flat();
  }
  const [n, xs, ys] = [fill(sides, 1), fill(sx, 0), fill(sy, 0)];
  // The longest side is the one that is divided.
  const cut = n.indexOf(Math.max(...n));
  const part = (from: number, to: number): Call => {
    const own = n.map((side, i) => (i === cut ? to - from : side));
    return [...own, x + from * xs[cut]! * 4, ...xs, y + from * ys[cut]! * 4, ...ys];
  };
  return ranges(n[cut]!, sizeOf(n) * 2, threads, 16).map(([a, b]) => part(a, b));
}

export const transpose: Lowering<{ readonly perm: readonly number[] }> = ({ attrs: { perm }, inputs, outputs }, threads) => {
  const strides = stridesOf(inputs[0]!.shape);
  const shape = outputs[0]!.shape;
  return { steps: ({ inputs: [x], outputs: [y] }) => [{ kernel: copyPart, calls: copies(shape, perm.map((p) => strides[p]!), stridesOf(shape), x!, y!, threads) }] };
};

export const broadcast: Lowering<{ readonly shape: readonly number[] }> = ({ attrs: { shape }, inputs }, threads) => ({
  steps: ({ inputs: [x], outputs: [y] }) => [{ kernel: copyPart, calls: copies(shape, repeated(inputs[0]!.shape, shape), stridesOf(shape), x!, y!, threads) }],
});

const offset = (strides: readonly number[], at: readonly number[]): number => strides.reduce((sum, s, i) => sum + s * at[i]!, 0) * 4;

export const slice: Lowering<{ readonly begin: readonly number[]; readonly size: readonly number[] }> = ({ attrs: { begin, size }, inputs }, threads) => {
  const strides = stridesOf(inputs[0]!.shape);
  return { steps: ({ inputs: [x], outputs: [y] }) => [{ kernel: copyPart, calls: copies(size, strides, stridesOf(size), x! + offset(strides, begin), y!, threads) }] };
};

export const pad: Lowering<{ readonly before: readonly number[]; readonly value: number }> = ({ attrs: { before, value }, inputs, outputs }, threads) => {
  const [shape, strides] = [inputs[0]!.shape, stridesOf(outputs[0]!.shape)];
  return {
    steps: ({ inputs: [x], outputs: [y] }) => [
      { kernel: fillWith, calls: [[sizeOf(outputs[0]!.shape), y!, bitsOf(value)]] },
      { kernel: copyPart, calls: copies(shape, stridesOf(shape), strides, x!, y! + offset(strides, before), threads) },
    ],
  };
};

export const concat: Lowering<{ readonly axis: number }> = ({ attrs: { axis }, inputs, outputs }, threads) => {
  const strides = stridesOf(outputs[0]!.shape);
  return {
    steps: ({ inputs: places, outputs: [y] }) => {
      let at = 0;
      const calls = inputs.flatMap(({ shape }, i) => {
        const own = copies(shape, stridesOf(shape), strides, places[i]!, y! + at * strides[axis]! * 4, threads);
        at += shape[axis]!;
        return own;
      });
      return [{ kernel: copyPart, calls }];
    },
  };
};

export const split: Lowering<{ readonly axis: number }> = ({ attrs: { axis }, inputs, outputs }, threads) => {
  const strides = stridesOf(inputs[0]!.shape);
  return {
    steps: ({ inputs: [x], outputs: places }) => {
      let at = 0;
      const calls = outputs.flatMap(({ shape }, i) => {
        const own = copies(shape, strides, stridesOf(shape), x! + at * strides[axis]! * 4, places[i]!, threads);
        at += shape[axis]!;
        return own;
      });
      return [{ kernel: copyPart, calls }];
    },
  };
};

export const assign: Lowering = ({ inputs }) => {
  const n = sizeOf(inputs[0]!.shape);
  return { steps: ({ inputs: [to, x] }) => [{ kernel: copyPart, calls: [[1, 1, 1, n, x!, 0, 0, 0, 1, to!, 0, 0, 0, 1]] }] };
};
