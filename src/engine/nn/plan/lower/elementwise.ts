import { binary as binaryKernel, BINARY_CODES, bitsOf, scale as scaleKernel, unary as unaryKernel, UNARY_CODES, unaryGrad as unaryGradKernel } from '../../../kernels/twins/neural/elementwise.ts';
import type { Shape } from '../../graph/graph.ts';
import type { BinaryName } from '../../graph/ops/binary.ts';
import type { UnaryName } from '../../graph/ops/unary.ts';
import { sizeOf } from '../../graph/shape.ts';
import { type Lowering, ranges } from '../lowering.ts';
import { collapse } from './collapse.ts';

type UnaryAttrs = { readonly name: UnaryName; readonly alpha: number };
/** About how many operations a number takes, in additions: how finely the work is divided. */
const COST = 8;

export const unary: Lowering<UnaryAttrs> = ({ attrs, outputs }, threads) => {
  const n = sizeOf(outputs[0]!.shape);
  const [code, alpha] = [UNARY_CODES.indexOf(attrs.name), bitsOf(attrs.alpha)];
  return {
    inPlace: [0],
    steps: ({ inputs: [x], outputs: [y] }) => [{ kernel: unaryKernel, calls: ranges(n, n * COST, threads).map(([from, to]) => [code, to - from, x! + from * 4, y! + from * 4, alpha]) }],
  };
};

export const unaryGrad: Lowering<UnaryAttrs> = ({ attrs, outputs }, threads) => {
  const n = sizeOf(outputs[0]!.shape);
  const [code, alpha] = [UNARY_CODES.indexOf(attrs.name), bitsOf(attrs.alpha)];
  return {
    inPlace: [1, 0],
    steps: ({ inputs: [v, dy], outputs: [dx] }) => [{ kernel: unaryGradKernel, calls: ranges(n, n * COST, threads).map(([from, to]) => [code, to - from, v! + from * 4, dy! + from * 4, dx! + from * 4, alpha]) }],
  };
};

export const scale: Lowering<{ readonly by: number }> = ({ attrs, outputs }, threads) => {
  const n = sizeOf(outputs[0]!.shape);
  return {
    inPlace: [0],
    steps: ({ inputs: [x], outputs: [y] }) => [{ kernel: scaleKernel, calls: ranges(n, n, threads).map(([from, to]) => [to - from, x! + from * 4, y! + from * 4, bitsOf(attrs.by)]) }],
  };
};

/** Strides of a value repeated to `shape`: 0 along what is repeated. */
export function repeated(own: Shape, shape: Shape): readonly number[] {
  const more = shape.length - own.length;
  let step = sizeOf(own);
  return shape.map((_, i) => {
    if (i < more) return 0;
    step /= own[i - more]!;
    return own[i - more] === 1 ? 0 : step;
  });
}

export const binary: Lowering<{ readonly name: BinaryName }> = ({ attrs, inputs, outputs }, threads) => {
  const shape = outputs[0]!.shape;
  const [a, b] = [inputs[0]!.shape, inputs[1]!.shape];
  const { sides, strides } = collapse(shape, [repeated(a, shape), repeated(b, shape)]);
  const [inner, rows] = [sides.at(-1)!, sides.at(-2) ?? 1];
  const [sa, sb] = [strides[0]!, strides[1]!];
  const [aInner, bInner] = [sa.at(-1)!, sb.at(-1)!];
  const [aRow, bRow] = [sa.at(-2) ?? 0, sb.at(-2) ?? 0];
  const outer = sides.slice(0, -2);
  const code = BINARY_CODES.indexOf(attrs.name);
  const whole = (own: Shape): boolean => sizeOf(own) === sizeOf(shape);
  return {
    inPlace: [0, 1].filter((i) => whole(inputs[i]!.shape)),
    steps: ({ inputs: [x, y], outputs: [z] }) => {
      const calls: number[][] = [];
      const block = (i: number, ax: number, by: number, out: number): void => {
        if (i < outer.length) {
          const step = sizeOf(sides.slice(i + 1));
          for (let q = 0; q < outer[i]!; q++) block(i + 1, ax + q * sa[i]! * 4, by + q * sb[i]! * 4, out + q * step * 4);
          return;
        }
        const across = rows === 1;
        for (const [from, to] of ranges(across ? inner : rows, outer.length > 0 ? 0 : rows * inner * 2, threads, across ? 4 : 1)) {
          if (across) calls.push([code, 1, to - from, ax + from * aInner * 4, 0, aInner, by + from * bInner * 4, 0, bInner, out + from * 4]);
          else calls.push([code, to - from, inner, ax + from * aRow * 4, aRow, aInner, by + from * bRow * 4, bRow, bInner, out + from * inner * 4]);
        }
      };
      block(0, x!, y!, z!);
      return [{ kernel: binaryKernel, calls }];
    },
  };
};
