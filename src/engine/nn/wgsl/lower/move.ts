import type { Shape, Value } from '../../graph/graph.ts';
import { sizeOf, stridesOf } from '../../graph/shape.ts';
import { type Dispatch, each, type GpuLowering, num, PARAMS, placeOf, words } from '../shader.ts';

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

/**
 * WGSL over each number of a value that is made of parts of these sizes along an axis: `along` is its place along it, and `move(k, at)` what is done with
 * a number of part k that lies at `at` of it.
 */
function overParts(shape: Shape, axis: number, sizes: readonly number[], move: (k: number, at: string) => string): string {
  const inner = stridesOf(shape)[axis]!;
  let begin = 0;
  const branches = sizes.map((size, k) => {
    const at = `(i / ${inner * shape[axis]!}u * ${size}u + along - ${begin}u) * ${inner}u + i % ${inner}u`;
    begin += size;
    return `if (along < ${begin}u) { ${move(k, at)} }`;
  });
  return `let along = i / ${inner}u % ${shape[axis]!}u; ${branches.join(' else ')}`;
}
/** Parts that one shader can be given the places of. */
const AT_ONCE = PARAMS - 1;
/** Where there are more: a shader a part, which begins so many bytes on in the whole. */
function oneByOne(parts: readonly Value[], axis: number, own: readonly number[], make: (part: Shape, k: number, at: number) => Dispatch): readonly Dispatch[] {
  let along = 0;
  return parts.map(({ shape }, k) => {
    const at = 4 * along * own[axis]!;
    along += shape[axis]!;
    return make(shape, k, at);
  });
}

export const concat: GpuLowering<{ readonly axis: number }> = ({ attrs: { axis }, inputs, outputs }) => {
  const { shape } = outputs[0]!;
  const own = stridesOf(shape);
  return {
    steps: ({ inputs: parts, outputs: [y] }) => {
      if (inputs.length <= AT_ONCE) return [each(sizeOf(shape), words(...parts, y!), overParts(shape, axis, inputs.map((v) => v.shape[axis]!), (k, at) => `m[p${inputs.length} + i] = m[p${k} + ${at}];`))];
      return oneByOne(inputs, axis, own, (part, k, at) => copy(sizeOf(part), parts[k]!, y! + at, 'i', placeOf('i', part, own)));
    },
  };
};

export const split: GpuLowering<{ readonly axis: number; readonly sizes: readonly number[] }> = ({ attrs: { axis, sizes }, inputs, outputs }) => {
  const { shape } = inputs[0]!;
  const own = stridesOf(shape);
  return {
    steps: ({ inputs: [x], outputs: parts }) => {
      if (sizes.length <= AT_ONCE) return [each(sizeOf(shape), words(x!, ...parts), overParts(shape, axis, sizes, (k, at) => `m[p${k + 1} + ${at}] = m[p0 + i];`))];
      return oneByOne(outputs, axis, own, (part, k, at) => copy(sizeOf(part), x! + at, parts[k]!, placeOf('i', part, own), 'i'));
    },
  };
};

export const assign: GpuLowering = ({ inputs }) => ({ steps: ({ inputs: [to, x] }) => [copy(sizeOf(inputs[0]!.shape), x!, to!, 'i', 'i')] });
