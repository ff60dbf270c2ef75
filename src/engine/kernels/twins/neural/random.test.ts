import { expect, it } from 'vitest';
import { philox, random, RANDOM } from './random.ts';
import { everywhere } from '../../checks/everywhere.ts';

const words = (...hex: string[]): number[] => hex.map((h) => Number.parseInt(h, 16));

it('the generator gives the published answers', () => {
  expect(philox([0, 0, 0, 0], [0, 0])).toEqual(words('5f6fb709', '0d893f64', '4f121f81', '4f730a48'));
  const all = 0xffffffff;
  expect(philox([all, all, all, all], [all, all])).toEqual(words('5207ddc2', '45165e59', '4d8ee751', '8c52f662'));
  expect(philox([0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344], [0xa4093822, 0x299f31d0])).toEqual(words('4dfccaba', '190a87f0', 'c47362ba', 'b6b5242a'));
});

/** Numbers of a kind, with how many, the stream and the step. */
async function drawn(kind: number, first: number, second: number, count = 20_003, stream = 5, step = 9): Promise<Float32Array> {
  const [out] = await everywhere(({ backend, put, room, get, split }) => {
    const state = room(3);
    backend.memory.u32.set([123, 456, step], state / 4);
    const at = room(count);
    split(random, count, 16, [kind, stream, state, put([first, second]), at]);
    return [get(at, count)];
  });
  return out!;
}

const mean = (values: Float32Array): number => values.reduce((s, v) => s + v, 0) / values.length;

it('uniform numbers fill their range evenly', async () => {
  const out = await drawn(RANDOM.uniform, -1, 2);
  expect(Math.min(...out)).toBeGreaterThanOrEqual(-1);
  expect(Math.max(...out)).toBeLessThan(1);
  const counts = Array.from({ length: 20 }, (_, k) => out.filter((v) => Math.floor((v + 1) * 10) === k).length);
  // χ² of 19 degrees stays under 43.8 in 999 of 1,000 cases; the draw is always the same.
  expect(counts.reduce((s, c) => s + (c - out.length / 20) ** 2 / (out.length / 20), 0)).toBeLessThan(43.8);
});

it('normal numbers have their moments and tails', async () => {
  const out = await drawn(RANDOM.normal, 3, 2);
  const z = out.map((v) => (v - 3) / 2);
  expect(Math.abs(mean(z))).toBeLessThan(0.03);
  expect(mean(z.map((v) => v * v))).toBeCloseTo(1, 1);
  expect(Math.abs(mean(z.map((v) => v ** 3)))).toBeLessThan(0.06);
  expect(Math.abs(mean(z.map((v) => v ** 4)) - 3)).toBeLessThan(0.15);
  expect(mean(z.map((v) => Number(Math.abs(v) < 1.959964)))).toBeCloseTo(0.95, 2);
});

it('a mask keeps as many as asked, scaled; another step or stream is another mask, and a place does not depend on the length', async () => {
  const out = await drawn(RANDOM.mask, 0.3, 1 / 0.7);
  expect([...new Set(out)].toSorted()).toEqual([0, Math.fround(1 / 0.7)]);
  expect(mean(out.map((v) => Number(v > 0)))).toBeCloseTo(0.7, 2);
  const same = await Promise.all([drawn(RANDOM.mask, 0.3, 1 / 0.7, 20_003, 6), drawn(RANDOM.mask, 0.3, 1 / 0.7, 20_003, 5, 10)]);
  for (const other of same) expect(mean(other.map((v, i) => Number(v > 0 === out[i]! > 0)))).toBeCloseTo(0.58, 1);
  expect(await drawn(RANDOM.mask, 0.3, 1 / 0.7, 77)).toEqual(out.slice(0, 77));
});
