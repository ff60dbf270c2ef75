import { expect, it } from 'vitest';
import { softmax, softmaxGrad } from './softmax.ts';
import { distance, everywhere, numbers, slopes } from '../../checks/everywhere.ts';

const plain = (x: ArrayLike<number>, n: number): Float64Array => {
  const y = new Float64Array(x.length);
  for (let r = 0; r < x.length; r += n) {
    const row = Array.from(x).slice(r, r + n);
    const top = Math.max(...row);
    const sum = row.reduce((s, v) => s + Math.exp(v - top), 0);
    row.forEach((v, i) => { y[r + i] = Math.exp(v - top) / sum; });
  }
  return y;
};

it.each([1, 3, 4, 10, 37])('rows of %i are shares of e^x, and the gradient is the slope', async (n) => {
  const rows = 11;
  const [x, g] = [numbers(rows * n, 1).map((v) => v * 8), numbers(rows * n, 2)];
  const [y, dx] = await everywhere(({ put, room, get, split }) => {
    const [xs, dy, out, dxs] = [put(x), put(g), room(rows * n), room(rows * n)];
    split(softmax, rows, 1, [n, xs, out, 0, 0, 1, 0, 1, 0]);
    split(softmaxGrad, rows, 1, [n, out, dy, dxs]);
    return [get(out, rows * n), get(dxs, rows * n)];
  });
  expect(distance(y!, plain(x, n))).toBeLessThan(3e-7);
  const truth = slopes(x, g, (at) => plain(at, n));
  dx!.forEach((v, i) => { expect(v).toBeCloseTo(truth[i]!, 5); });
});

it('queries see keys up to their own, and padding is not looked at', async () => {
  // Two texts, three heads, four queries, six keys; the second text has four words.
  const [batch, heads, queries, keys] = [2, 3, 4, 6];
  const x = numbers(batch * heads * queries * keys);
  const padding = Float32Array.from({ length: batch * keys }, (_, i) => (i >= keys + 4 ? -1e9 : 0));
  const [y] = await everywhere(({ put, room, get, split }) => {
    const out = room(x.length);
    split(softmax, batch * heads * queries, 1, [keys, put(x), out, queries, put(padding), heads * queries, 1, 1, 0]);
    return [get(out, x.length)];
  });
  for (let r = 0; r < batch * heads * queries; r++) {
    const seen = (k: number): boolean => k <= (r % queries) + keys - queries && (r < heads * queries || k < 4);
    const row = Array.from({ length: keys }, (_, k) => (seen(k) ? x[r * keys + k]! : -1e9));
    expect(distance(y!.slice(r * keys, r * keys + keys), plain(row, keys))).toBeLessThan(3e-7);
  }
});

it('a query that sees no key is all zeros; a mask may differ by query', async () => {
  const mask = numbers(2 * 3);
  const x = numbers(4 * 3);
  const [y, z] = await everywhere(({ put, room, get, split }) => {
    const [xs, out, masked] = [put(x), room(12), room(12)];
    split(softmax, 4, 1, [3, xs, out, 4, 0, 1, 0, 1, 0]);
    split(softmax, 4, 1, [3, xs, masked, 0, put(mask), 1, 0, 2, 1]);
    return [get(out, 12), get(masked, 12)];
  });
  expect(y!.slice(0, 6)).toEqual(Float32Array.of(0, 0, 0, 1, 0, 0));
  expect(distance(z!, plain(x.map((v, i) => v + mask[i % 6]!), 3))).toBeLessThan(3e-7);
});
