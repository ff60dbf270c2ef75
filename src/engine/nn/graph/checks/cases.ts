import { GraphBuilder } from '../builder.ts';
import type { Shape, Value } from '../graph.ts';
import { add, BINARY, binary, mul, scale } from '../ops/binary.ts';
import { conv2d, conv2dInputGrad, type ConvAttrs } from '../ops/conv.ts';
import { avgPool, maxPool, type PoolAttrs } from '../ops/pool.ts';
import { rowLoss } from '../ops/loss.ts';
import { matmul } from '../ops/matmul.ts';
import { concat, pad, slice, split, transpose } from '../ops/move.ts';
import { broadcast, reduce } from '../ops/reduce.ts';
import { gather } from '../ops/rows.ts';
import { softmax } from '../ops/softmax.ts';
import { reshape } from '../ops/reshape.ts';
import { unary, UNARY, UNARY_NAMES } from '../ops/unary.ts';
import { sizeOf } from '../shape.ts';

/** What an operator is checked on: shapes of the values whose gradients are wanted, and what is made of them. */
export interface Case {
  readonly shapes: readonly Shape[];
  readonly of: (b: GraphBuilder, values: readonly Value[]) => Value;
  /** Where its arguments have to be positive. */
  readonly positive?: boolean;
}

/** Further from zero, from whole fifths and from the values of another seed than a finite difference reaches. */
export const wave = (n: number, seed: number, positive = false): Float32Array => Float32Array.from({ length: n }, (_, i) => {
  const v = Math.round(20 * (1.1 * Math.sin((i + 1) * 1.3 + seed * 2.1) + 0.3 * Math.cos(i * 0.7))) / 20 + 0.011 * (seed + 1);
  return positive ? 0.4 + Math.abs(v) : v;
});
/** Windows of every kind: sides of the image, of the filter or pool, strides, dilation, margins before, sides of the output. */
const windows = [
  [[5, 6], [3, 3], [1, 1], [1, 1], [0, 0], [3, 4]],
  [[5, 6], [3, 3], [1, 1], [1, 1], [1, 1], [5, 6]],
  [[6, 5], [2, 3], [2, 2], [1, 1], [0, 1], [3, 3]],
  [[7, 7], [3, 2], [1, 1], [2, 3], [2, 1], [7, 7]],
  [[1, 9], [1, 3], [1, 2], [1, 1], [0, 2], [1, 5]],
  [[4, 4], [1, 1], [1, 1], [1, 1], [0, 0], [4, 4]],
] as const;
const convCases = windows.flatMap(([sides, kernel, strides, dilation, pads, out]) => ([[1, 1, 3], [3, 5, 1], [4, 9, 1], [4, 4, 4], [6, 4, 2]] as const).map(([channels, filters, wish]): readonly [string, Case, Case] => {
  const groups = channels % wish === 0 && filters % wish === 0 ? wish : 1;
  const attrs: ConvAttrs = { strides, dilation, pads, out, groups, activation: 'linear' };
  const name = `${sides.join(' ')} by ${kernel.join(' ')}, strides ${strides.join(' ')}, dilation ${dilation.join(' ')}, ${channels} channels, ${filters} filters, ${groups} groups`;
  const filter = [...kernel, channels / groups, filters];
  return [
    name,
    { shapes: [[2, ...sides, channels], filter, [filters]], of: (b, [x, w, c]) => unary(b, 'tanh', add(b, conv2d(b, x!, w!, attrs), c!)) },
    { shapes: [[2, ...out, filters], filter], of: (b, [y, w]) => conv2dInputGrad(b, y!, w!, attrs, sides) },
  ];
}));
/** Values of which none comes near another when one of them is moved. */
const apart = (b: GraphBuilder, x: Value): Value => add(b, scale(b, x, 0.02), b.constant(Float32Array.from({ length: sizeOf(x.shape) }, (_, i) => ((i * 37) % 61) / 10), x.shape));
const poolCases = windows.filter(([, , , dilation]) => dilation[0] === 1).flatMap(([sides, size, strides, , pads, out]) => [1, 5].flatMap((channels) => {
  const attrs: PoolAttrs = { size, strides, pads, out };
  const name = `${sides.join(' ')} by ${size.join(' ')}, strides ${strides.join(' ')}, ${channels} channels`;
  const shapes = [[2, ...sides, channels]];
  return [[`maximum pool of ${name}`, { shapes, of: (b, [x]) => maxPool(b, apart(b, x!), attrs) }], [`mean pool of ${name}`, { shapes, of: (b, [x]) => avgPool(b, x!, attrs) }]] as readonly (readonly [string, Case])[];
}));

/** Every operator in every form that a lowering tells apart. */
export const CASES: Readonly<Record<string, Case>> = {
  ...Object.fromEntries(convCases.flatMap(([name, forward, back]) => [[`convolution of ${name}`, forward], [`transposed convolution to ${name}`, back]])),
  'convolution with relu': { shapes: [[1, 3, 3, 2], [2, 2, 2, 3], [3]], of: (b, [x, w, c]) => unary(b, 'relu', add(b, conv2d(b, x!, w!, { strides: [1, 1], dilation: [1, 1], pads: [0, 0], out: [2, 2], groups: 1, activation: 'linear' }), c!)) },
  ...Object.fromEntries(poolCases),
  ...Object.fromEntries(UNARY_NAMES.filter((name) => UNARY[name] !== null).map((name) => [`unary ${name}`, { shapes: [[3, 7]], of: (b, [x]) => unary(b, name, x!, 0.7), positive: ['log', 'sqrt', 'rsqrt', 'reciprocal'].includes(name) } satisfies Case])),
  ...Object.fromEntries(BINARY.slice(0, 6).flatMap((name) => [[[3, 5], [3, 5]], [[4, 3, 5], [5]], [[2, 1, 3, 1], [4, 1, 6]], [[3, 1], [3, 5]], [[], [2, 3]], [[2, 3, 4], [2, 1, 4]]].map((shapes) => [`binary ${name} of ${shapes.map((s) => `[${s.join(' ')}]`).join(' and ')}`, { shapes, of: (b, [x, y]) => binary(b, name, x!, y!), positive: name === 'div' } satisfies Case]))),
  ...Object.fromEntries((['sum', 'mean', 'max'] as const).flatMap((name) => [[0], [1], [2], [0, 1], [1, 2], [0, 1, 2]].concat(name === 'max' ? [] : [[0, 2], []]).map((axes) => [`reduce ${name} over ${axes.join(' ')}`, { shapes: [[3, 4, 5]], of: (b, [x]) => reduce(b, name, x!, axes, axes.length === 1) } satisfies Case]))),
  ...Object.fromEntries(([[[5, 7], [7, 3]], [[6, 4], [4, 9]], [[33, 17], [17, 70]], [[2, 3, 5], [5, 4]], [[2, 3, 5], [2, 5, 4]], [[2, 1, 3, 5], [4, 5, 6]], [[1, 3, 5], [3, 5, 2]]] as const).flatMap(([p, q]) => ([[false, false], [true, false], [false, true], [true, true]] as const).map(([transA, transB]) => {
    const swap = (s: readonly number[], t: boolean): readonly number[] => (t ? [...s.slice(0, -2), s.at(-1)!, s.at(-2)!] : s);
    return [`matmul ${p.join(' ')} by ${q.join(' ')}${transA ? ', first transposed' : ''}${transB ? ', second transposed' : ''}`, { shapes: [swap(p, transA), swap(q, transB)], of: (b, [x, y]) => matmul(b, x!, y!, { transA, transB }) } satisfies Case];
  }))),
  'matmul with bias and relu': { shapes: [[6, 5], [5, 11], [11]], of: (b, [x, w, c]) => unary(b, 'relu', add(b, matmul(b, x!, w!), c!)) },
  'matmul with bias and tanh': { shapes: [[2, 3, 5], [5, 3], [3]], of: (b, [x, w, c]) => unary(b, 'tanh', add(b, matmul(b, x!, w!), c!)) },
  'a value used twice': { shapes: [[4, 4]], of: (b, [x]) => matmul(b, mul(b, x!, x!), unary(b, 'tanh', x!)) },
  broadcast: { shapes: [[2, 1, 3]], of: (b, [x]) => broadcast(b, x!, [4, 2, 5, 3]) },
  scale: { shapes: [[3, 3]], of: (b, [x]) => scale(b, x!, -2.5) },
  reshape: { shapes: [[3, 4]], of: (b, [x]) => mul(b, reshape(b, x!, [2, 6]), reshape(b, x!, [2, 6])) },
  'transpose 1 0': { shapes: [[5, 3]], of: (b, [x]) => transpose(b, x!, [1, 0]) },
  'transpose 2 0 3 1': { shapes: [[2, 3, 4, 5]], of: (b, [x]) => transpose(b, x!, [2, 0, 3, 1]) },
  'transpose 4 3 2 1 0': { shapes: [[2, 3, 2, 3, 2]], of: (b, [x]) => transpose(b, x!, [4, 3, 2, 1, 0]) },
  slice: { shapes: [[4, 5, 6]], of: (b, [x]) => slice(b, x!, [1, 0, 2], [2, 5, 3]) },
  pad: { shapes: [[2, 3, 2]], of: (b, [x]) => pad(b, x!, [1, 0, 2], [0, 2, 1], 0.5) },
  concat: { shapes: [[2, 3], [2, 1], [2, 4]], of: (b, values) => concat(b, values, 1) },
  split: { shapes: [[2, 7]], of: (b, [x]) => { const [p, q, r] = split(b, x!, [2, 4, 1], 1); return concat(b, [mul(b, p!, p!), r!, unary(b, 'tanh', q!)], 1); } },
  'concat of many': { shapes: Array.from({ length: 40 }, () => [2, 1, 2]), of: (b, values) => concat(b, values, 1) },
  'split of many': { shapes: [[2, 40]], of: (b, [x]) => { const parts = split(b, x!, new Array<number>(40).fill(1), 1); return concat(b, [mul(b, parts[0]!, parts[39]!), ...parts.slice(1)], 1); } },
  'split of which a part is left out': { shapes: [[3, 2, 2]], of: (b, [x]) => split(b, x!, [1, 2], 0)[1]! },
  softmax: { shapes: [[3, 5]], of: (b, [x]) => softmax(b, x!) },
  'softmax with something added': { shapes: [[2, 3, 4, 7]], of: (b, [x]) => softmax(b, x!, { added: b.constant(wave(14, 4).map((v) => (v > 0.5 ? -1e9 : 0)), [2, 7]) }) },
  'causal softmax': { shapes: [[2, 2, 5, 5]], of: (b, [x]) => softmax(b, x!, { causal: true }) },
  'causal softmax of fewer queries than keys': { shapes: [[2, 3, 5]], of: (b, [x]) => softmax(b, x!, { causal: true }) },
  gather: { shapes: [[6, 3]], of: (b, [x]) => gather(b, b.constant(Float32Array.of(4, 0, 4, 2, 5, 9), [2, 3]), x!) },
  'concat in front': { shapes: [[1, 3], [4, 3]], of: (b, values) => concat(b, values, 0) },
  ...Object.fromEntries((['softmax', 'sigmoid', 'mse', 'mae', 'huber'] as const).flatMap((name) => [1, 3, 10].map((k) => [`loss ${name} of ${k}`, {
    shapes: [[5, k]], of: (b, [z]) => rowLoss(b, name, z!, b.constant(Float32Array.from({ length: 5 * k }, (_, i) => (name === 'softmax' || name === 'sigmoid' ? Number(i % Math.max(2, k) === 1) : Math.round(20 * Math.sin(i * 2.3)) / 20)), [5, k]), 0.6),
  } satisfies Case]))),
};
