import { describe, expect, it } from 'vitest';
import { processThreads } from '../../../cli/threads.ts';
import { runGraph } from '../plan/checks/run-graph.ts';
import { LOWERINGS, ALIASES } from '../plan/lower/index.ts';
import { GraphBuilder } from './builder.ts';
import { differentiate } from './differentiate.ts';
import type { Value } from './graph.ts';
import { assign } from './ops/assign.ts';
import { add, mul, scale } from './ops/binary.ts';
import { OPERATORS } from './ops/index.ts';
import { rowMetric } from './ops/loss.ts';
import { matmul } from './ops/matmul.ts';
import { concat, slice, transpose } from './ops/move.ts';
import { reduce } from './ops/reduce.ts';
import { reshape, stopGradient } from './ops/reshape.ts';
import { sizeOf } from './shape.ts';
import { type Case, CASES, wave } from './checks/cases.ts';

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

describe('gradients of operators', () => {
  it.each(Object.entries(CASES))('%s', async (_, c) => expect(await check(c)).toBeLessThan(2e-3));

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
