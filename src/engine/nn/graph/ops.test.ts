import { describe, expect, it } from 'vitest';
import { processThreads } from '../../../cli/threads.ts';
import { runGraph } from '../plan/checks/run-graph.ts';
import { LOWERINGS, ALIASES } from '../plan/lower/index.ts';
import { GraphBuilder } from './builder.ts';
import { differentiate } from './differentiate.ts';
import type { Shape, Value } from './graph.ts';
import { assign } from './ops/assign.ts';
import { add, BINARY, binary, mul, scale } from './ops/binary.ts';
import { OPERATORS } from './ops/index.ts';
import { conv2d, conv2dInputGrad, type ConvAttrs } from './ops/conv.ts';
import { avgPool, maxPool, type PoolAttrs } from './ops/pool.ts';
import { rowLoss, rowMetric } from './ops/loss.ts';
import { matmul } from './ops/matmul.ts';
import { concat, pad, slice, split, transpose } from './ops/move.ts';
import { broadcast, reduce } from './ops/reduce.ts';
import { gather } from './ops/rows.ts';
import { softmax } from './ops/softmax.ts';
import { reshape, stopGradient } from './ops/reshape.ts';
import { unary, UNARY, UNARY_NAMES } from './ops/unary.ts';
import { sizeOf } from './shape.ts';

/** What an operator is checked on: shapes of the values whose gradients are wanted, and what is made of them. */
interface Case {
  readonly shapes: readonly Shape[];
  readonly of: (b: GraphBuilder, values: readonly Value[]) => Value;
  /** Where its arguments have to be positive. */
  readonly positive?: boolean;
}

/** Further from zero, from whole fifths and from the values of another seed than a finite difference reaches. */
const wave = (n: number, seed: number, positive = false): Float32Array => Float32Array.from({ length: n }, (_, i) => {
  const v = Math.round(20 * (1.1 * Math.sin((i + 1) * 1.3 + seed * 2.1) + 0.3 * Math.cos(i * 0.7))) / 20 + 0.011 * (seed + 1);
  return positive ? 0.4 + Math.abs(v) : v;
});
const threads = processThreads(3);

/** Differentiates Σ weight · value, on twins, WebAssembly and threads alike, and answers how far it is from central differences at most. */
async function check({ shapes, of, positive }: Case): Promise<number> {
  const numbers: Record<string, Float32Array> = {};
  const build = () => {
    const b = new GraphBuilder();
    const values = shapes.map((shape, i) => b.weight(`w${i}`, shape));
    const y = of(b, values);
    const share = b.constant(wave(sizeOf(y.shape), 9), y.shape);
    const loss = reduce(b, 'sum', mul(b, y, share));
    return { b, values, y, loss };
  };
  shapes.forEach((shape, i) => { numbers[`w${i}`] = wave(sizeOf(shape), i, positive); });
  const { b, values, y, loss } = build();
  const results = [y, loss, ...differentiate(b, loss, values)];
  const twins = await runGraph(b, results, numbers, { twins: true });
  expect(await runGraph(b, results, numbers)).toEqual(twins);
  expect(await runGraph(b, results, numbers, { threads })).toEqual(twins);
  const forward = build();
  const share = wave(sizeOf(y.shape), 9);
  // Summed up in double precision, so that differences of the losses keep their digits.
  const value = async (): Promise<number> => {
    const [out] = await runGraph(forward.b, [forward.y], numbers);
    return out!.reduce((sum, v, i) => sum + v * share[i]!, 0);
  };
  let worst = 0;
  for (const [i, shape] of shapes.entries()) {
    const w = numbers[`w${i}`]!;
    const gradient = twins[2 + i]!;
    const length = Math.max(0.1, Math.hypot(...gradient) / Math.sqrt(gradient.length));
    for (let j = 0; j < sizeOf(shape); j += Math.max(1, Math.floor(sizeOf(shape) / 8))) {
      const [old, h] = [w[j]!, 4e-3];
      w[j] = old + h;
      const [up, above] = [await value(), w[j]!];
      w[j] = old - h;
      const [down, under] = [await value(), w[j]!];
      w[j] = old;
      worst = Math.max(worst, Math.abs((up - down) / (above - under) - gradient[j]!) / length);
    }
  }
  return worst;
}

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

const cases: Readonly<Record<string, Case>> = {
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

describe('gradients of operators', () => {
  it.each(Object.entries(cases))('%s', async (_, c) => expect(await check(c)).toBeLessThan(2e-3));

  it('are made of what is between the loss and the weights only, and are zeros where it does not depend on one', async () => {
    const b = new GraphBuilder();
    const [x, w, unused] = [b.input('x', [2, 3]), b.weight('w', [3, 2]), b.weight('u', [4])];
    const y = matmul(b, x, w);
    const held = mul(b, stopGradient(b, y), y);
    const [dw, du] = differentiate(b, reduce(b, 'sum', held), [w, unused]);
    const numbers = { x: wave(6, 1), w: wave(6, 2), u: wave(4, 3) };
    const [product, gradient, zeros] = await runGraph(b, [y, dw!, du!], numbers);
    // d Σ c·y = xᵀ c with c = y held.
    for (let i = 0; i < 3; i++) for (let j = 0; j < 2; j++) expect(gradient![i * 2 + j]).toBeCloseTo(numbers.x[i]! * product![j]! + numbers.x[3 + i]! * product![2 + j]!, 5);
    expect(zeros).toEqual(new Float32Array(4));
    expect(b.graph().nodes.some((n) => n.op.name === 'matmul' && n.inputs.includes(w) && n.outputs[0] !== y)).toBe(false);
  });
});

describe('operators', () => {
  it('all run on kernels', () => {
    expect(OPERATORS.filter(({ name }) => LOWERINGS[name] === undefined && !ALIASES.has(name))).toEqual([]);
  });

  it('write statistics in their turn', async () => {
    const b = new GraphBuilder();
    const moving = b.statistic('m', [2]);
    const before = scale(b, moving, 1);
    assign(b, moving, add(b, scale(b, moving, 0.5), b.constant(1, [2])));
    const after = scale(b, moving, 1);
    const numbers = { m: Float32Array.of(2, 4) };
    expect(await runGraph(b, [before, after], numbers)).toEqual([Float32Array.of(2, 4), Float32Array.of(2, 3)]);
    expect(numbers.m).toEqual(Float32Array.of(2, 3));
  });

  it('count what is right and measure what is off', async () => {
    const b = new GraphBuilder();
    const [z, y] = [b.input('z', [3, 2]), b.input('y', [3, 2])];
    const numbers = { z: Float32Array.of(1, -2, 0.5, 0.5, -1, 3), y: Float32Array.of(1, 0, 0, 1, 0, 1) };
    const got = await runGraph(b, (['softmax', 'sigmoid', 'mae'] as const).map((name) => rowMetric(b, name, z, y)), numbers);
    expect(got).toEqual([Float32Array.of(1, 0, 1), Float32Array.of(1, 0.5, 1), Float32Array.of(1, 0.5, 1.5)]);
  });

  it.each<[string, (b: GraphBuilder, x: Value) => Value, RegExp]>([
    ['product', (b, x) => matmul(b, x, x), /matmul does not fit: the inner sides of 2 × 3 and 2 × 3 differ: 3 and 2/],
    ['sum', (b, x) => add(b, x, b.input('y', [4])), /binary does not fit: 2 × 3 and 4 cannot be combined/],
    ['part', (b, x) => slice(b, x, [0, 2], [1, 2]), /slice does not fit: a part of 1 × 2 from 0, 2 on is not inside 2 × 3/],
    ['shape', (b, x) => reshape(b, x, [4]), /reshape does not fit: 2 × 3 has 6 numbers and 4 has 4/],
    ['order', (b, x) => transpose(b, x, [0, 0]), /0, 0 is no order of the 2 sides/],
    ['axis', (b, x) => reduce(b, 'sum', x, [2]), /axes 2 are not those of a value of 2 sides/],
    ['join', (b, x) => concat(b, [x, b.input('y', [3, 3])], 1), /2 × 3, 3 × 3 can only be joined along axis 1 where all other sides are equal/],
  ])('say what does not fit (%s)', (_, make, sentence) => {
    const b = new GraphBuilder();
    expect(() => make(b, b.input('x', [2, 3]))).toThrow(sentence);
  });
});
