import { expect, it } from 'vitest';
import { pixelColumns, rgbaOf, topOf } from './pixels.ts';

const cells = [0, 8, 16, Number.NaN].map((v) => ({ kind: 'number', values: Float64Array.of(v) }) as const);

it('paints a row of numbers as an image', () => {
  expect(topOf(cells)).toBe(16);
  const rgba = rgbaOf(cells, 0, { width: 2, height: 2, channels: 1 }, 16);
  expect([...rgba]).toEqual([0, 0, 0, 255, 128, 128, 128, 255, 255, 255, 255, 255, 0, 0, 0, 255]);
});
it('takes pixels from number columns but the target', () => {
  const columns = [{ name: 'digit', type: 'number' }, { name: 'p0', type: 'number' }, { name: 'id', type: 'text' }, { name: 'p1', type: 'number' }] as const;
  expect(pixelColumns(columns, 'digit', { width: 2, height: 1, channels: 1 })).toEqual(['p0', 'p1']);
});
