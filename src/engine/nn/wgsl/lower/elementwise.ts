import type { BinaryName } from '../../graph/ops/binary.ts';
import { UNARY, type UnaryName } from '../../graph/ops/unary.ts';
import { sizeOf } from '../../graph/shape.ts';
import { FUNCTIONS, MATH } from '../functions.ts';
import { broadcastStrides, each, type GpuLowering, num, placeOf, words } from '../shader.ts';

type UnaryAttrs = { readonly name: UnaryName; readonly alpha: number };

export const unary: GpuLowering<UnaryAttrs> = ({ attrs: { name, alpha }, outputs }) => ({
  inPlace: [0],
  steps: ({ inputs: [x], outputs: [y] }) => [each(sizeOf(outputs[0]!.shape), words(x!, y!), `let x = m[p0 + i]; m[p1 + i] = ${FUNCTIONS[name].of(num(alpha))};`, MATH)],
});

export const unaryGrad: GpuLowering<UnaryAttrs> = ({ attrs: { name, alpha }, outputs }) => ({
  inPlace: [1, 0],
  steps: ({ inputs: [v, dy], outputs: [dx] }) => [
    each(sizeOf(outputs[0]!.shape), words(v!, dy!, dx!), `let ${UNARY[name] === 'x' ? 'x' : 'y'} = m[p0 + i]; m[p2 + i] = m[p1 + i] * (${FUNCTIONS[name].slope(num(alpha))});`, MATH),
  ],
});

const PAIRS: Readonly<Record<BinaryName, string>> = {
  add: 'a + b', sub: 'a - b', mul: 'a * b', div: 'a / b', maximum: 'max(a, b)', minimum: 'min(a, b)',
  greaterEqual: 'select(0.0, 1.0, a >= b)', greater: 'select(0.0, 1.0, a > b)', equal: 'select(0.0, 1.0, a == b)',
};

export const binary: GpuLowering<{ readonly name: BinaryName }> = ({ attrs: { name }, inputs, outputs }) => {
  const { shape } = outputs[0]!;
  const [a, b] = inputs.map((v) => placeOf('i', shape, broadcastStrides(v.shape, shape)));
  return {
    // A number of a repeated input is read by several threads, of which the first would write over it.
    inPlace: [0, 1].filter((k) => sizeOf(inputs[k]!.shape) === sizeOf(shape)),
    steps: ({ inputs: [x, y], outputs: [out] }) => [each(sizeOf(shape), words(x!, y!, out!), `let a = m[p0 + ${a}]; let b = m[p1 + ${b}]; m[p2 + i] = ${PAIRS[name]};`)],
  };
};

export const scale: GpuLowering<{ readonly by: number }> = ({ attrs: { by }, outputs }) => ({
  inPlace: [0],
  steps: ({ inputs: [x], outputs: [y] }) => [each(sizeOf(outputs[0]!.shape), words(x!, y!), `m[p1 + i] = m[p0 + i] * ${num(by)};`)],
});
