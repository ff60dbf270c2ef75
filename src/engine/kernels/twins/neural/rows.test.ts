import { expect, it } from 'vitest';
import { gatherRows, scatterAddRows } from './rows.ts';
import { everywhere, numbers } from '../../checks/everywhere.ts';

it.each([1, 5, 8, 70])('rows of %i numbers are taken by their ids and summed back; ids outside are zeros and lost', async (width) => {
  const [rows, count] = [9, 40];
  const ids = Float32Array.from({ length: count }, (_, i) => (i * 7) % 10);
  ids.set([-1, 5e7, NaN], 3);
  const [table, values] = [numbers(rows * width, 3), numbers(count * width, 4)];
  const [taken, sums] = await everywhere(({ put, room, get, split }) => {
    const [at, out, back] = [put(ids), room(count * width), room(rows * width)];
    split(gatherRows, count, 1, [width, rows, at, put(table), out]);
    split(scatterAddRows, rows, 1, [count, width, at, put(values), back]);
    return [get(out, count * width), get(back, rows * width)];
  });
  const truth = new Float64Array(rows * width);
  ids.forEach((id, i) => {
    for (let j = 0; j < width; j++) {
      expect(taken![i * width + j]).toBe(id >= 0 && id < rows ? table[id * width + j]! : 0);
      if (id >= 0 && id < rows) truth[id * width + j]! += values[i * width + j]!;
    }
  });
  sums!.forEach((v, i) => { expect(v).toBeCloseTo(truth[i]!, 5); });
});
